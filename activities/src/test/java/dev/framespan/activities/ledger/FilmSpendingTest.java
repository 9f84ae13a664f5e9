package dev.framespan.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.FailureKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmSpendingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String HOST = "www.qingbo.dev";
    private static final LedgerEntry SENDING = new LedgerEntry.Sending(NOW, "owner", NOW);
    private static final LedgerEntry SUBMITTED = new LedgerEntry.Submitted(NOW, "t-1");
    private static final LedgerEntry COMPLETED = new LedgerEntry.Completed(
            NOW,
            new Asset("0".repeat(64), 1, MediaType.MP4),
            new MediaFacts(1280, 720, 120, "24/1", false, "h264", ""));

    @TempDir
    Path folder;

    private Store store;
    private Ledger ledger;
    private int fingerprints;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder);
        ledger = new Ledger(store);
    }

    @Test
    void aFilmOfWhichNothingWasBoughtHasSpentNothing() throws IOException {
        assertThat(FilmSpending.of(store, "storm")).isEmpty();
        bought("calm", HOST, "1.0", SENDING, SUBMITTED);
        assertThat(FilmSpending.of(store, "storm")).isEmpty();
    }

    @Test
    void whatIsChargedIsCommittedUntilItsResultIsHad() throws IOException {
        bought("storm", HOST, "0.3570", SENDING, SUBMITTED);
        bought("storm", HOST, "0.0000001", SENDING, SUBMITTED);
        bought("storm", HOST, "0.40", SENDING, SUBMITTED, COMPLETED);
        bought("storm", HOST, "0.05", SENDING, SUBMITTED, failed(FailureKind.LOST));
        bought("storm", HOST, "0.06", SENDING, SUBMITTED, failed(FailureKind.UNUSABLE));
        assertThat(FilmSpending.of(store, "storm"))
                .containsExactly(new FilmSpending(
                        HOST, new BigDecimal("0.51"), new BigDecimal("0.3570001"), 2, BigDecimal.ZERO, 0));
    }

    @Test
    void whatWasGivenBackOrNeverSentCountsNothing() throws IOException {
        bought("storm", HOST, "1", SENDING, SUBMITTED, failed(FailureKind.FAILED));
        bought("storm", HOST, "1", SENDING, SUBMITTED, failed(FailureKind.POLICY));
        bought("storm", HOST, "1", SENDING, SUBMITTED, failed(FailureKind.CANCELLED));
        bought("storm", HOST, "1", SENDING, new LedgerEntry.Declined(NOW, FailureKind.BALANCE, 402, null, "no"));
        bought("storm", HOST, "1");
        assertThat(FilmSpending.of(store, "storm"))
                .containsExactly(new FilmSpending(HOST, BigDecimal.ZERO, BigDecimal.ZERO, 0, BigDecimal.ZERO, 0));
    }

    @Test
    void aPurchaseIsCountedForTheFilmUnderWhoseClaimItWasSent() throws IOException {
        bought("storm", HOST, "1");
        String fingerprint = "v1:" + String.format("%064x", fingerprints);
        ledger.add(fingerprint, 1, 2, claim("calm", HOST, "1"));
        ledger.add(fingerprint, 1, new LedgerEntry.Sending(NOW, "owner", NOW, 1));
        ledger.add(fingerprint, 1, SUBMITTED);

        assertThat(FilmSpending.of(store, "storm"))
                .extracting(FilmSpending::tasks)
                .containsExactly(1);
        assertThat(FilmSpending.of(store, "calm")).isEmpty();
    }

    @Test
    void whatMayHaveBeenChargedIsInDoubt() throws IOException {
        bought("storm", HOST, "0.1", SENDING, new LedgerEntry.Ambiguous(NOW, 502, "no"));
        bought("storm", HOST, "0.2", SENDING);
        assertThat(FilmSpending.of(store, "storm"))
                .containsExactly(new FilmSpending(HOST, BigDecimal.ZERO, BigDecimal.ZERO, 0, new BigDecimal("0.3"), 2));
    }

    @Test
    void whatTheSimulatorMadeIsNoMoneyAndOldRecordsAreReadToo() throws IOException {
        bought("storm", "simulator", "9", SENDING, SUBMITTED, COMPLETED);
        bought("storm", HOST, "1", SENDING, SUBMITTED, COMPLETED);
        store.create(
                "ledger/v1/ff/" + "f".repeat(64) + "/0001-1-claimed-01.json",
                ("{\"state\":\"claimed\",\"at\":\"2026-03-01T10:00:00Z\",\"owner\":\"o\",\"deadline\":\"2026-03-01T10:00:00Z\","
                                + "\"film\":\"storm\",\"run\":\"r\",\"id\":\"gull\",\"take\":1,\"model\":\"kling-v3\",\"priceUsd\":0.25}")
                        .getBytes(StandardCharsets.UTF_8));
        ledger.add("v1:" + "f".repeat(64), 1, SUBMITTED);
        assertThat(FilmSpending.of(store, "storm"))
                .extracting(FilmSpending::realm)
                .containsExactly(null, "simulator", HOST);
        assertThat(FilmSpending.of(store, "storm").get(0).committedUsd()).isEqualByComparingTo("0.25");
    }

    private void bought(String film, String realm, String price, LedgerEntry... entries) throws IOException {
        String fingerprint = "v1:" + String.format("%064x", ++fingerprints);
        ledger.add(fingerprint, 1, 1, claim(film, realm, price));
        for (LedgerEntry entry : entries) {
            ledger.add(fingerprint, 1, entry);
        }
    }

    private static LedgerEntry claim(String film, String realm, String price) {
        return new LedgerEntry.Claimed(
                NOW, "owner", NOW, film, "run", "gull", 1, "kling-v3", new BigDecimal(price), null, realm);
    }

    private static LedgerEntry failed(FailureKind kind) {
        return new LedgerEntry.Failed(NOW, kind, null, "no");
    }
}
