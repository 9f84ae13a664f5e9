package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.callback.CallbackUrls;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.RatedProvider;
import dev.framespan.activities.provider.RequestRate;
import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.activities.testing.TestTask;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GiveBackActivity;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
        rated = new RatedProvider(purchases.provider, new RequestRate(() -> 1 / 600.0), "kling");
    }

    private PurchaseExecutor executor(LiveProcesses processes) {
        return new PurchaseExecutor(
                purchases.store,
                processes,
                rated,
                ProviderRealms.of(rated.realm()),
                new InputLinks(purchases.store, rated, List.of(rated), Optional.empty(), purchases.clock),
                SubmissionSettings.UNLIMITED,
                purchases.inFlight,
                TaskPermits.UNLIMITED,
                CallbackUrls.NONE,
                purchases.clock,
                purchases.clock::nanos,
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
    void aCancellationThatHasItsTurnWaitsNoSecondTime() throws Exception {
        assertThat(rated.untilCancel("task-1")).isZero();
        assertThat(rated.cancel("task-1")).isEmpty();

        assertThat(rated.untilCancel("task-1")).isGreaterThan(Duration.ofMinutes(9));
    }

    @Test
    void aTaskThatWaitsForItsTurnToBeGivenBackSaysWhenItComes() throws Exception {
        assertThat(rated.awaitTurn(Duration.ZERO)).isTrue();
        ProviderTask task = TestTask.submittedAt(purchases.clock.instant()).build();
        CancelActivityImpl cancel =
                new CancelActivityImpl(purchases.store, rated, TaskPermits.UNLIMITED, purchases.clock);

        assertThatThrownBy(() -> given(cancel, task))
                .hasCauseInstanceOf(ApplicationFailure.class)
                .satisfies(failure -> {
                    ApplicationFailure waits = (ApplicationFailure) failure.getCause();
                    assertThat(waits.getType()).isEqualTo(GiveBackActivity.WAITS);
                    assertThat(waits.isNonRetryable()).isFalse();
                });
        assertThat(new TaskWaiters(purchases.store, purchases.clock).cancelledBy(task))
                .as("nothing was sent")
                .isEmpty();
    }

    private static GiveBackActivity.Result given(CancelActivityImpl cancel, ProviderTask task) {
        TestActivityEnvironment temporal = TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
        try {
            temporal.registerActivitiesImplementations(cancel);
            return temporal.newActivityStub(
                            GiveBackActivity.class,
                            ActivityOptions.newBuilder()
                                    .setStartToCloseTimeout(Duration.ofMinutes(1))
                                    .setRetryOptions(RetryOptions.newBuilder()
                                            .setMaximumAttempts(1)
                                            .build())
                                    .build())
                    .giveBack(task);
        } finally {
            temporal.close();
        }
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
