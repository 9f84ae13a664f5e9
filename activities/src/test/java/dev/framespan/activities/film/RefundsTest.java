package dev.framespan.activities.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.ledger.BoughtSubmission;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.film.Receipt.Refunded;
import dev.framespan.workflows.generation.FailureKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a receipt says was given back. */
class RefundsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final BigDecimal PRICE = new BigDecimal("0.2142");

    @TempDir
    Path folder;

    private DirectoryStore store;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder.resolve("store"));
    }

    @Test
    void whatTheProviderSaysAndWhatIsAssumedAreSummedApartAndByItem() throws IOException {
        failed("a", "gull", true, 500L);
        failed("b", "gull", true, 250L);
        failed("c", "boat", null, null);
        failed("d", "boat", false, null);

        Refunds refunds = new Refunds(BoughtSubmission.of(store));

        assertThat(refunds.all()).isEqualTo(new Refunded(PRICE.add(PRICE), PRICE, 750L));
        assertThat(refunds.of("gull")).isEqualTo(new Refunded(PRICE.add(PRICE), null, 750L));
        assertThat(refunds.of("boat")).isEqualTo(new Refunded(null, PRICE, null));
        assertThat(refunds.of("hill")).isNull();
        assertThat(Refunds.NONE.all()).isNull();
    }

    private void failed(String letter, String id, Boolean refunded, Long quota) throws IOException {
        Ledger ledger = new Ledger(store);
        String fingerprint = "v1:" + letter.repeat(64);
        ledger.add(
                fingerprint,
                1,
                1,
                new LedgerEntry.Claimed(NOW, "o", NOW, "storm", "run", id, 1, "kling-v3", PRICE, null, "e.org"));
        ledger.add(fingerprint, 1, new LedgerEntry.Sending(NOW, "o", NOW, 1));
        ledger.add(fingerprint, 1, new LedgerEntry.Submitted(NOW, "task"));
        ledger.add(fingerprint, 1, new LedgerEntry.Failed(NOW, FailureKind.FAILED, "c", "m", null, refunded, quota));
    }
}
