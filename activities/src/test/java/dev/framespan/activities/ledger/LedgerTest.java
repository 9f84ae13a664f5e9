package dev.framespan.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.FailureKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {
    private static final String FINGERPRINT = "v1:" + "ab".repeat(32);
    private static final String HERE = "ledger/v1/ab/" + "ab".repeat(32);
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456789Z");

    @TempDir
    Path folder;

    private DirectoryStore store;
    private Ledger ledger;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder);
        ledger = new Ledger(store);
    }

    private static LedgerEntry.Claimed claimed(String owner) {
        return new LedgerEntry.Claimed(
                NOW,
                owner,
                NOW.plusSeconds(30),
                "storm",
                "run",
                "gull",
                1,
                "kling-v3",
                new BigDecimal("0.357"),
                null,
                "example.org");
    }

    @Test
    void whatIsWrittenIsReadAgainInTheOrderInWhichItHappens() throws IOException {
        List<LedgerEntry> entries = List.of(
                claimed("one"),
                new LedgerEntry.Sending(NOW, "one", NOW.plusSeconds(80)),
                new LedgerEntry.Ambiguous(NOW, 502, "no answer"),
                new LedgerEntry.Submitted(NOW, "task"),
                new LedgerEntry.Completed(
                        NOW,
                        new Asset("c".repeat(64), 5, MediaType.MP4),
                        new MediaFacts(1280, 720, 120, "24/1", true, "h264", "s")),
                new LedgerEntry.Failed(NOW, FailureKind.LOST, null, "gone"));
        for (int i = entries.size() - 1; i >= 0; i--) {
            assertThat(ledger.add(FINGERPRINT, 1, 1, entries.get(i))).isTrue();
        }

        assertThat(ledger.of(FINGERPRINT, 1).orElseThrow().entries()).containsExactlyElementsOf(entries);
        assertThat(store.list("ledger/v1/ab/" + "ab".repeat(32)))
                .extracting(Store::name)
                .containsExactly(
                        "0001-1-claimed-01.json",
                        "0001-2-sending.json",
                        "0001-3-ambiguous.json",
                        "0001-3-submitted.json",
                        "0001-4-completed.json",
                        "0001-4-failed-lost.json");
    }

    @Test
    void noWorkerWritesAnEntryOver() throws IOException {
        assertThat(ledger.add(FINGERPRINT, 1, new LedgerEntry.Submitted(NOW, "first")))
                .isTrue();
        assertThat(ledger.add(FINGERPRINT, 1, new LedgerEntry.Submitted(NOW, "second")))
                .isFalse();

        assertThat(ledger.of(FINGERPRINT, 1).orElseThrow().state()).isEqualTo(new LedgerEntry.Submitted(NOW, "first"));
    }

    @Test
    void theLastClaimAndTheLatestFailureCount() throws IOException {
        ledger.add(FINGERPRINT, 1, 1, claimed("one"));
        ledger.add(FINGERPRINT, 1, 2, claimed("two"));
        assertThat(ledger.of(FINGERPRINT, 1).orElseThrow().state()).isEqualTo(claimed("two"));
        assertThat(ledger.of(FINGERPRINT, 1).orElseThrow().claims()).isEqualTo(2);

        LedgerEntry failed = new LedgerEntry.Failed(NOW.plusSeconds(60), FailureKind.FAILED, "x", "it broke");
        ledger.add(FINGERPRINT, 1, new LedgerEntry.Failed(NOW, FailureKind.LOST, null, "gone"));
        ledger.add(FINGERPRINT, 1, failed);
        assertThat(ledger.of(FINGERPRINT, 1).orElseThrow().state()).isEqualTo(failed);
    }

    @Test
    void whatIsMissingAgainIsWrittenDownAgainSoThatTheLatestTimeIsKnown() throws IOException {
        for (int minute = 0; minute < 3; minute++) {
            assertThat(ledger.add(
                            FINGERPRINT,
                            1,
                            new LedgerEntry.Failed(NOW.plusSeconds(60L * minute), FailureKind.LOST, null, "gone")))
                    .isTrue();
        }
        assertThat(ledger.add(FINGERPRINT, 1, new LedgerEntry.Failed(NOW, FailureKind.FAILED, null, "it broke")))
                .isTrue();
        assertThat(ledger.add(FINGERPRINT, 1, new LedgerEntry.Failed(NOW, FailureKind.FAILED, null, "it broke")))
                .as("a task fails once")
                .isFalse();

        assertThat(ledger.of(FINGERPRINT, 1).orElseThrow().last(LedgerEntry.Failed.class))
                .map(LedgerEntry.Failed::at)
                .contains(NOW.plusSeconds(120));
        assertThat(store.list(HERE))
                .extracting(Store::name)
                .containsExactly(
                        "0001-4-failed-failed.json",
                        "0001-4-failed-lost-02.json",
                        "0001-4-failed-lost-03.json",
                        "0001-4-failed-lost.json");
    }

    @Test
    void aRefusalTakesAwayOnlyWhatItNames() throws IOException {
        LedgerEntry.Sending others = new LedgerEntry.Sending(NOW.plusSeconds(1), "two", NOW.plusSeconds(81), 1);
        ledger.add(FINGERPRINT, 1, others);

        ledger.reopen(FINGERPRINT, 1, new LedgerEntry.TooEarly(NOW, FailureKind.UNREACHABLE, 429, null, "busy", NOW));
        ledger.reopen(FINGERPRINT, 1, new LedgerEntry.TooEarly(NOW, FailureKind.UNREACHABLE, 429, null, "busy"));

        assertThat(ledger.of(FINGERPRINT, 1).orElseThrow().state()).isEqualTo(others);
    }

    @Test
    void whatIsRefusedCanBeSentAgainByOneUnderTheSameNumber() throws IOException {
        LedgerEntry.Sending sending = new LedgerEntry.Sending(NOW, "one", NOW.plusSeconds(80), 1);
        assertThat(ledger.add(FINGERPRINT, 1, sending)).isTrue();
        ledger.reopen(FINGERPRINT, 1, new LedgerEntry.TooEarly(NOW, FailureKind.UNREACHABLE, 429, null, "busy", NOW));

        assertThat(ledger.of(FINGERPRINT, 1).orElseThrow().state()).isInstanceOf(LedgerEntry.TooEarly.class);
        LedgerEntry.Sending again = new LedgerEntry.Sending(NOW.plusSeconds(1), "one", NOW.plusSeconds(81), 1);
        assertThat(ledger.add(FINGERPRINT, 1, again)).isTrue();
        assertThat(ledger.add(FINGERPRINT, 1, again)).isFalse();
        assertThat(ledger.of(FINGERPRINT, 1).orElseThrow().state()).isEqualTo(again);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        0001-5-reserved.json         | {"state":"reserved","at":"2026-03-01T10:00:00Z"}
        0001-3-settled.json          | {"state":"submitted","at":"2026-03-01T10:00:00Z","task":"t"}
        0001-3-submitted.json        | {"state":"charged","at":"2026-03-01T10:00:00Z","task":"t"}
        0001-4-failed-taxed.json     | {"state":"failed","at":"2026-03-01T10:00:00Z","kind":"TAXED","message":"x"}
        0001-3-submitted.json        | {"state":"submitted","at":{"seconds":1},"task":"t"}
        summary.json                 | {}
        """)
    void whatANewerVersionWroteIsNeverTakenForNothing(String name, String content) throws IOException {
        ledger.add(FINGERPRINT, 1, 1, claimed("one"));
        store.create(HERE + "/" + name, content.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> ledger.of(FINGERPRINT))
                .isInstanceOf(LedgerException.class)
                .hasMessageStartingWith(HERE + "/" + name + " was written by a newer Framespan; use that one");
    }

    @Test
    void purchasesThatANewerVersionCountsInItsOwnWayStopThisOne() throws IOException {
        store.create("ledger/v2/ab/" + "ab".repeat(32) + "/0001-1-claimed-01.json", new byte[] {1});

        assertThatThrownBy(() -> ledger.of(FINGERPRINT))
                .isInstanceOf(LedgerException.class)
                .hasMessageStartingWith("ledger/v2 was written by a newer Framespan; use that one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"state\":\"subm", "null"})
    void aRecordThatWasCutShortStopsWithTheCure(String content) throws IOException {
        ledger.add(FINGERPRINT, 1, 1, claimed("one"));
        store.create(HERE + "/0001-3-submitted.json", content.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> ledger.of(FINGERPRINT))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("is damaged")
                .hasMessageContaining("from a copy of the store");
    }

    @Test
    void filesOfOthersAndNewFieldsInKnownRecordsAreNoHindrance() throws IOException {
        store.create(
                HERE + "/0001-3-submitted.json",
                "{\"state\":\"submitted\",\"at\":\"2026-03-01T10:00:00Z\",\"task\":\"t\",\"colour\":\"blue\"}"
                        .getBytes(StandardCharsets.UTF_8));
        store.create(HERE + "/notes.txt", new byte[] {1});
        Files.writeString(folder.resolve(HERE).resolve("._0001-3-submitted.json"), "a Mac was here");
        Files.writeString(folder.resolve("ledger/.DS_Store"), "and here");

        assertThat(ledger.of(FINGERPRINT, 1).orElseThrow().state()).isInstanceOf(LedgerEntry.Submitted.class);
    }

    @Test
    void submissionsComeInTheOrderOfTheirNumbers() throws IOException {
        for (int number : new int[] {10_000, 2, 9_999, 1}) {
            ledger.add(FINGERPRINT, number, new LedgerEntry.Declined(NOW, FailureKind.UNREACHABLE, 429, null, "busy"));
        }

        assertThat(ledger.of(FINGERPRINT)).extracting(SubmissionHistory::number).containsExactly(1, 2, 9_999, 10_000);
        assertThat(ledger.of("v1:" + "cd".repeat(32))).isEmpty();
    }

    @Test
    void aResultThatWasFetchedAgainWithOtherBytesIsAnEntryOfItsOwnAndTheLatestCounts() throws IOException {
        LedgerEntry.Completed first = completed("c", 0);
        LedgerEntry.Completed second = completed("d", 60);
        ledger.complete(FINGERPRINT, 1, first);
        ledger.complete(FINGERPRINT, 1, completed("c", 30));
        ledger.complete(FINGERPRINT, 1, second);
        ledger.complete(FINGERPRINT, 1, completed("d", 90));

        SubmissionHistory history = ledger.of(FINGERPRINT, 1).orElseThrow();
        assertThat(history.entries()).containsExactlyInAnyOrder(first, second);
        assertThat(history.state()).isEqualTo(second);
        assertThat(history.without(second).state()).isEqualTo(first);
        assertThat(store.list("ledger/v1/ab/" + "ab".repeat(32)))
                .extracting(Store::name)
                .containsExactly("0001-4-completed-02.json", "0001-4-completed.json");
    }

    private static LedgerEntry.Completed completed(String hash, long seconds) {
        return new LedgerEntry.Completed(
                NOW.plusSeconds(seconds),
                new Asset(hash.repeat(64), 5, MediaType.MP4),
                new MediaFacts(1280, 720, 120, "24/1", true, "h264", "s"));
    }
}
