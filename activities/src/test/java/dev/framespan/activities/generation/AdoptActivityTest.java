package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.provider.TaskOrigin;
import dev.framespan.workflows.generation.AdoptActivity;
import dev.framespan.workflows.generation.ProviderRealms;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task is taken for a submission in doubt where it can be no other's, and nothing is paid for a second time. */
class AdoptActivityTest {
    @TempDir
    Path folder;

    private TestPurchases purchases;
    private AdoptActivity adoptions;
    private Instant sent;

    @BeforeEach
    void doubt() throws IOException {
        purchases = TestPurchases.inMemory(folder);
        adoptions = new AdoptActivityImpl(
                purchases.store,
                purchases.provider,
                ProviderRealms.of(purchases.provider.realm()),
                List.of(purchases.provider),
                purchases.clock);
        purchases.provider.plays(ScriptedProvider.CHARGES_BUT_THE_ANSWER_IS_LOST);
        assertThat(catchThrowable(purchases::buy)).isInstanceOf(ApplicationFailure.class);
        sent = purchases
                .ledger
                .of(TestPurchases.fingerprint())
                .get(0)
                .last(LedgerEntry.Sending.class)
                .orElseThrow()
                .at();
    }

    @AfterEach
    void close() throws IOException {
        purchases.close();
    }

    private void origin(String model, String action, Instant created) {
        purchases.provider.tells(new TaskOrigin(model, action, created, purchases.clock.instant()));
    }

    private void adopt(String task) {
        adoptions.adopt(TestPurchases.purchase("run-1"), task);
    }

    @Test
    void whatIsOfTheSameModelActionAndTimeIsAwaitedAndNotBoughtAgain() throws IOException {
        origin("kling-v3", "generate", sent);
        adopt("task-1");
        // An attempt after one that died.
        adopt("task-1");

        assertThat(purchases.buy().task().task()).isEqualTo("task-1");
        assertThat(purchases.provider.charged()).hasSize(1);
    }

    @Test
    void anotherModelActionOrTimeIsRefused() {
        origin("kling-v2.6", "generate", sent);
        refused("task-1 is kling-v2.6 generate, and kling-v3 generate was submitted");
        origin("kling-v3", "image2video", sent);
        refused("task-1 is kling-v3 image2video");
        origin("kling-v3", "generate", sent.minus(Duration.ofMinutes(6)));
        refused("task-1 was created at");
        origin("kling-v3", "generate", null);
        refused("task-1 was created at a time that the provider does not say");
        purchases.provider.tells(null);
        refused("the provider does not say how task task-1 came about");
    }

    @Test
    void theProvidersOwnClockCounts() {
        Duration behind = Duration.ofHours(1);
        purchases.provider.tells(new TaskOrigin(
                "kling-v3",
                "generate",
                sent.minus(behind),
                purchases.clock.instant().minus(behind)));
        adopt("task-1");

        assertThat(purchases.buy().task().task()).isEqualTo("task-1");
    }

    @Test
    void anothersTaskIsRefused() throws IOException {
        String other = purchases.buy(TestPurchases.shot(1)).task().task();
        origin("kling-v3", "generate", sent);

        assertThatThrownBy(() -> adopt(other)).hasMessageContaining("is another submission's already");
    }

    @Test
    void whatIsNoLongerInDoubtIsRefused() throws IOException {
        origin("kling-v3", "generate", sent);
        adopt("task-1");

        assertThatThrownBy(() -> adopt("task-2")).hasMessageContaining("gull is not in doubt any more");
    }

    private void refused(String reason) {
        assertThatThrownBy(() -> adopt("task-1"))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo(AdoptActivity.REFUSED);
                    assertThat(failure.isNonRetryable()).isTrue();
                })
                .hasMessageContaining(reason);
    }
}
