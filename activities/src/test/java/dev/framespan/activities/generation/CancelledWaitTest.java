package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.account.UnlimitedPermits;
import dev.framespan.workflows.account.PermitRequest;
import dev.framespan.workflows.generation.GenerationWorkflow;
import dev.framespan.workflows.generation.GenerationWorkflowImpl;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A generation that is cancelled while its submission waits for a permit. */
@Timeout(60)
class CancelledWaitTest {
    @TempDir
    Path folder;

    /** An account that has none free. */
    private static final class LatePermits extends UnlimitedPermits {
        private final boolean grants;
        final CountDownLatch asked = new CountDownLatch(1);
        final CountDownLatch cancelled = new CountDownLatch(1);

        LatePermits(boolean grants) {
            this.grants = grants;
        }

        @Override
        public boolean take(PermitRequest request, Duration most) throws InterruptedException {
            asked.countDown();
            cancelled.await();
            // What was asked for has reached the server.
            Thread.sleep(500);
            return grants;
        }
    }

    @ParameterizedTest(name = "and is granted its permit: {0}")
    @ValueSource(booleans = {false, true})
    void endsAtOnceAlsoWhereAnAttemptIsUnderWay(boolean granted) throws Exception {
        LatePermits permits = new LatePermits(granted);
        try (TestPurchases purchases = TestPurchases.inMemory(folder);
                TestWorkflowEnvironment temporal =
                        TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                                .setUseTimeskipping(false)
                                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                                        .setDataConverter(Payloads.converter())
                                        .build())
                                .build())) {
            temporal.newWorker(TaskQueues.FILMS).registerWorkflowImplementationTypes(GenerationWorkflowImpl.class);
            temporal.newWorker(TaskQueues.SUBMIT)
                    .registerActivitiesImplementations(new SubmitActivityImpl(
                            new WorkIdentity(purchases.store.id(), purchases.provider.realm()),
                            purchases.under(permits)));
            temporal.start();
            WorkflowStub generation = temporal.getWorkflowClient()
                    .newUntypedWorkflowStub(
                            GenerationWorkflow.TYPE,
                            WorkflowOptions.newBuilder()
                                    .setTaskQueue(TaskQueues.FILMS)
                                    .setWorkflowExecutionTimeout(Duration.ofSeconds(50))
                                    .build());
            generation.start(TestPurchases.purchase("run-1"), 0);
            permits.asked.await();
            generation.cancel();
            permits.cancelled.countDown();

            Throwable ended = catchThrowable(() -> generation.getResult(Object.class));

            assertThat(ended).hasCauseInstanceOf(CanceledFailure.class);
            assertThat(purchases.provider.calls()).isZero();
        }
    }
}
