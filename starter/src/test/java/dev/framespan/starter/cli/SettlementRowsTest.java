package dev.framespan.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.film.Receipt;
import dev.framespan.workflows.film.Settlement;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.studio.FilmOutcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettlementRowsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path folder;

    private DirectoryStore store;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder.resolve("store"));
    }

    @Test
    void eachOfTheFourHasItsMoneyItsShotsAndWhatItMeans() {
        Table facts = new Table("ll");
        SettlementRows.add(
                facts,
                new Settlement(
                        part("0.2142", null, "gull"),
                        part("1.5", 1, "a", "b", "c", "d", "e", "f", "g", "h", "i", "j"),
                        part("0.357", null, "boat"),
                        part("0.5", null, "crab")));

        assertThat(facts.lines())
                .containsExactly(
                        "refunded  $0.2142 for gull: had not begun, or came to nothing",
                        "kept      $1.50, and 1 of unknown price, for a, b, c, d, e, f, g, h and 2 more: had begun, and"
                                + " is here; the next render pays nothing for it",
                        "running   $0.3570 for boat: paid for, and not here; the next render fetches it",
                        "lost      $0.50 for crab: charged, or perhaps, and nothing came of it; ledger says what is known");
    }

    @Test
    void whatItTellsIsNotSaidToBeCancelledAsWell() {
        Stop kept = stop(FailureKind.CANCELLED, "gull");
        Stop notBegun = stop(FailureKind.CANCELLED, "boat");
        Stop refused = stop(FailureKind.POLICY, "crab");
        Settlement settlement = new Settlement(null, part("0.2142", null, "gull", "crab"), null, null);

        assertThat(SettlementRows.untold(List.of(kept, notBegun, refused), Optional.of(settlement)))
                .containsExactly(notBegun, refused);
        assertThat(SettlementRows.untold(List.of(kept), Optional.empty())).containsExactly(kept);
    }

    private static Stop stop(FailureKind kind, String id) {
        return Stop.of(kind, id, 1, "said");
    }

    @Test
    void aFilmThatWasJoiningHasEveryClipAndNothingAtTheProvider() throws IOException {
        assertThat(SettlementRows.wasJoining(store, end(FilmOutcome.CANCELLED, null, "a", "b")))
                .isTrue();
        assertThat(SettlementRows.wasJoining(store, end(FilmOutcome.CANCELLED, null, "a", null)))
                .as("one clip is missing")
                .isFalse();
        Settlement kept = new Settlement(null, part("0.2142", null, "b"), null, null);
        assertThat(SettlementRows.wasJoining(store, end(FilmOutcome.CANCELLED, kept, "a", "b")))
                .as("its last clip came after it was cancelled")
                .isFalse();
        assertThat(SettlementRows.wasJoining(store, end(FilmOutcome.FAILED, null, "a", "b")))
                .isFalse();
    }

    private static Settlement.Part part(String usd, Integer unpriced, String... ids) {
        return new Settlement.Part(List.of(ids), new BigDecimal(usd), unpriced);
    }

    /** @param shots the first letter of each clip's hash; null where it is not here */
    private FilmFolder.End end(FilmOutcome outcome, Settlement settlement, String... shots) throws IOException {
        Receipt receipt = new Receipt(
                "storm",
                "Storm",
                "0".repeat(64),
                outcome,
                NOW,
                "loopback",
                null,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                null,
                List.of(),
                Arrays.stream(shots)
                        .map(shot -> Receipt.Entry.ofPicture("shot", shot == null ? null : shot.repeat(64)))
                        .toList(),
                List.of(),
                List.of(),
                null,
                settlement);
        byte[] content = Payloads.json().writeValueAsBytes(receipt);
        Asset kept = store.keep(new ByteArrayInputStream(content), content.length, MediaType.JSON);
        return new FilmFolder.End(
                "0".repeat(64), new FilmReport(outcome, null, null, kept, List.of(), null), NOW, "loopback");
    }
}
