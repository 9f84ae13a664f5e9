package dev.framespan.worker.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.FailureKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written into the ledger by one process is counted there once, in tasks and in dollars. */
class LedgerMeterTest {
    private static final String FINGERPRINT = "v1:" + "ab".repeat(32);
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String LABELS = "{model=\"kling-v3\",realm=\"provider.example\"";

    private final Meters meters = new Meters();
    private final Meters others = new Meters();
    private Store store;
    private Ledger ledger;
    private Ledger another;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        DirectoryStore kept = DirectoryStore.open(folder);
        store = LedgerMeter.on(kept, meters);
        ledger = new Ledger(store);
        another = new Ledger(LedgerMeter.on(kept, others));
        ledger.add(
                FINGERPRINT,
                1,
                1,
                new LedgerEntry.Claimed(
                        NOW,
                        "owner",
                        NOW,
                        "film",
                        "run",
                        "gull",
                        1,
                        "kling-v3",
                        new BigDecimal("0.84"),
                        null,
                        "provider.example"));
        ledger.add(FINGERPRINT, 1, new LedgerEntry.Sending(NOW, "owner", NOW));
    }

    @AfterEach
    void close() {
        meters.close();
        others.close();
    }

    @Test
    void aTaskIsChargedWhenItIsAcceptedAndDoneWhenItIsHere() throws IOException {
        assertThat(meters.scrape()).doesNotContain("framespan_tasks", "framespan_charged");

        ledger.add(FINGERPRINT, 1, new LedgerEntry.Submitted(NOW, "task"));
        another.add(FINGERPRINT, 1, new LedgerEntry.Submitted(NOW, "task"));
        another.add(
                FINGERPRINT,
                1,
                new LedgerEntry.Completed(NOW, new Asset("c".repeat(64), 1, MediaType.MP4), null, null));

        assertThat(meters.scrape())
                .contains("framespan_tasks_submitted_total" + LABELS + "} 1.0")
                .contains("framespan_charged_usd_total" + LABELS + "} 0.84")
                .doesNotContain("framespan_tasks_completed", "framespan_refunded");
        assertThat(others.scrape())
                .as("each process counts what it has written, and that alone")
                .contains("framespan_tasks_completed_total" + LABELS + "} 1.0")
                .doesNotContain("framespan_tasks_submitted", "framespan_charged");
    }

    @Test
    void whatCameToNothingIsRefundedUnlessTheProviderKeepsIt() throws IOException {
        ledger.add(FINGERPRINT, 1, new LedgerEntry.Submitted(NOW, "task"));
        ledger.add(FINGERPRINT, 1, new LedgerEntry.Failed(NOW, FailureKind.FAILED, null, "no"));

        assertThat(meters.scrape())
                .contains(
                        "framespan_tasks_failed_total{kind=\"failed\",model=\"kling-v3\",realm=\"provider.example\"} 1.0")
                .contains("framespan_refunded_usd_total" + LABELS + "} 0.84");
    }

    @Test
    void whatTheProviderKeepsIsNotRefunded() throws IOException {
        ledger.add(FINGERPRINT, 1, new LedgerEntry.Submitted(NOW, "task"));
        ledger.add(FINGERPRINT, 1, new LedgerEntry.Failed(NOW, FailureKind.POLICY, null, "no", null, false, null));

        assertThat(meters.scrape()).doesNotContain("framespan_refunded");
    }

    @Test
    void theStoreIsTheSameInAllElse() throws IOException {
        assertThat(store.create("films/a", new byte[] {1})).isTrue();
        assertThat(store.create("films/a", new byte[] {2})).isFalse();
        assertThat(store.read("films/a")).hasValue(new byte[] {1});
        assertThatThrownBy(() -> store.bytes(new Asset("d".repeat(64), 1, MediaType.JSON)))
                .isInstanceOf(NoSuchFileException.class);
    }
}
