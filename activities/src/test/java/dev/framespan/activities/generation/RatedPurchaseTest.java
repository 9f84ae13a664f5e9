package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.callback.CallbackUrls;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.RatedProvider;
import dev.framespan.activities.provider.RequestRate;
import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.SubmitResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of calls for which the account has no request left, of which it makes one in ten minutes here. */
class RatedPurchaseTest {
    @TempDir
    Path folder;

    private TestPurchases purchases;
    private RatedProvider rated;

    @BeforeEach
    void open() throws IOException {
        purchases = TestPurchases.inMemory(folder);
        rated = new RatedProvider(purchases.provider, new RequestRate(() -> 1 / 600.0));
    }

    private PurchaseExecutor executor(LiveProcesses processes) {
        return new PurchaseExecutor(
                purchases.store,
                processes,
                rated,
                new InputLinks(purchases.store, rated, Optional.empty(), purchases.clock),
                Optional.empty(),
                Optional.empty(),
                purchases.inFlight,
                TaskPermits.UNLIMITED,
                CallbackUrls.NONE,
                purchases.clock,
                new Random(42));
    }

    @Test
    void aSubmissionWaitsForItsTurnBeforeAnythingIsWrittenDown() throws Exception {
        try (LiveProcesses processes = new LiveProcesses(folder.resolve("another"))) {
            PurchaseExecutor executor = executor(processes);
            assertThat(rated.awaitTurn(Duration.ZERO)).as("the one request").isTrue();

            SubmitResult later = executor.buy(TestPurchases.purchase("run-1"), 0);

            assertThat(later.cause()).isEqualTo(SubmitResult.Cause.PERMIT);
            assertThat(later.words()).contains("KLING_REQUESTS_PER_SECOND");
            assertThat(purchases.provider.calls()).isZero();
            assertThat(purchases.ledger.of(TestPurchases.fingerprint())).isEmpty();
        }
    }

    @Test
    void aSubmissionThatHasItsTurnIsMade() throws Exception {
        try (LiveProcesses processes = new LiveProcesses(folder.resolve("another"))) {
            assertThat(executor(processes)
                            .buy(TestPurchases.purchase("run-1"), 0)
                            .task())
                    .isNotNull();
            assertThat(rated.untilLook("another")).as("its turn is used up").isPositive();
        }
    }

    @Test
    void aLookThatHasItsTurnWaitsNoSecondTime() throws Exception {
        assertThat(rated.untilLook("task-1")).isZero();
        assertThat(rated.status("task-1")).isNotNull();

        assertThat(rated.untilLook("task-1")).isGreaterThan(Duration.ofMinutes(9));
    }

    @Test
    void callsThatCannotComeBackSayThatTheyWereNotMade() {
        assertThat(rated.awaitTurn(Duration.ZERO)).isTrue();

        assertThatThrownBy(() -> rated.cancel("task-1")).isInstanceOfSatisfying(ProviderException.class, e -> {
            assertThat(e.kind()).isEqualTo(FailureKind.RATE_LIMITED);
            assertThat(e.accepted()).isEqualTo(ProviderException.Accepted.NO);
        });
        assertThatThrownBy(() -> rated.status("task-1")).isInstanceOf(ProviderException.class);
        assertThatThrownBy(rated::probe).isInstanceOf(ProviderException.class);
        assertThat(purchases.provider.probes()).isZero();
    }
}
