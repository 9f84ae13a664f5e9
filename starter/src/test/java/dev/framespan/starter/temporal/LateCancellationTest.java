package dev.framespan.starter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ends in the very moment in which a workflow task cancels it leaves no workflow standing still. */
class LateCancellationTest {
    private static final String QUEUE = "late";
    private static final String ID = "race";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What the workflow does while its task is under way; the worker makes a task that was refused again, without it. */
    private static final AtomicReference<Runnable> MEANWHILE = new AtomicReference<>();

    private static final AtomicReference<Activity> ACTIVITY = new AtomicReference<>();

    private final EmbeddedServer server = EmbeddedServer.start();
    private final TemporalConnection connection = TemporalConnection.toEmbedded(server.address());
    private final CountDownLatch ending = new CountDownLatch(1);
    private WorkerFactory worker;

    @ActivityInterface
    public interface Activity {
        String work();
    }

    @WorkflowInterface
    public interface ActivityWorkflow {
        /** Begins an activity, cancels it when it is told to, and waits for its end. */
        @WorkflowMethod
        String run();

        @SignalMethod
        void cancel();
    }

    public static final class ActivityWorkflowImpl implements ActivityWorkflow {
        private final Activity activity = Workflow.newActivityStub(
                Activity.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(5))
                        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .build());
        private boolean cancelled;

        @Override
        public String run() {
            AtomicReference<Promise<String>> work = new AtomicReference<>();
            CancellationScope scope =
                    Workflow.newDetachedCancellationScope(() -> work.set(Async.function(activity::work)));
            scope.run();
            Workflow.await(() -> cancelled);
            meanwhile();
            scope.cancel();
            try {
                return work.get().get();
            } catch (ActivityFailure failure) {
                return failure.getCause() instanceof ApplicationFailure reason ? reason.getType() : "cancelled";
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    @WorkflowInterface
    public interface TimerWorkflow {
        /** Begins a timer, cancels it when it is told to, and goes on. */
        @WorkflowMethod
        String run(Duration delay);

        @SignalMethod
        void cancel();
    }

    public static final class TimerWorkflowImpl implements TimerWorkflow {
        private boolean cancelled;

        @Override
        public String run(Duration delay) {
            AtomicReference<Promise<Void>> timer = new AtomicReference<>();
            CancellationScope scope = Workflow.newDetachedCancellationScope(() -> timer.set(Workflow.newTimer(delay)));
            scope.run();
            Workflow.await(() -> cancelled);
            meanwhile();
            scope.cancel();
            String end;
            try {
                timer.get().get();
                end = "fired";
            } catch (CanceledFailure failure) {
                end = "cancelled";
            }
            // A task that ends its workflow as well is made again by the server itself.
            Workflow.sleep(Duration.ofMillis(1));
            return end;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private static void meanwhile() {
        Runnable once = MEANWHILE.getAndSet(null);
        if (once != null) {
            // Not in the workflow's own thread, where calls to a server are none of its business.
            CompletableFuture.runAsync(once).join();
        }
    }

    @BeforeEach
    void startWorker() {
        MEANWHILE.set(null);
        worker = WorkerFactory.newInstance(connection.client());
        worker.newWorker(
                        QUEUE,
                        WorkerOptions.newBuilder()
                                .setDefaultDeadlockDetectionTimeout(PATIENCE.toMillis())
                                .build())
                .registerWorkflowImplementationTypes(ActivityWorkflowImpl.class, TimerWorkflowImpl.class);
        worker.getWorker(QUEUE).registerActivitiesImplementations((Activity)
                () -> ACTIVITY.get().work());
        worker.start();
    }

    @AfterEach
    void stop() {
        ending.countDown();
        worker.shutdownNow();
        connection.close();
        server.close();
    }

    @Test
    void anActivityThatEndsInTheMomentOfItsCancellationIsHadAndItsWorkflowGoesOn() throws Exception {
        ACTIVITY.set(() -> {
            await(ending);
            return "done";
        });
        MEANWHILE.set(() -> {
            ending.countDown();
            awaitActivities(List::isEmpty);
        });
        WorkflowStub run = start("ActivityWorkflow");
        awaitActivities(LateCancellationTest::isStarted);
        run.signal("cancel");
        assertThat(result(run)).isEqualTo("done");
    }

    @Test
    void anActivityThatFailsAfterItWasAskedToEndIsKnownToHaveFailed() throws Exception {
        ACTIVITY.set(() -> {
            await(ending);
            throw ApplicationFailure.newFailure("not yet", "Waits");
        });
        WorkflowStub run = start("ActivityWorkflow");
        awaitActivities(LateCancellationTest::isStarted);
        run.signal("cancel");
        awaitActivities(LateCancellationTest::isAskedToEnd);
        ending.countDown();
        assertThat(result(run)).isEqualTo("Waits");
    }

    @Test
    void anActivityThatFailsUnaskedIsTriedAgain() throws Exception {
        AtomicBoolean tried = new AtomicBoolean();
        ACTIVITY.set(() -> {
            if (!tried.getAndSet(true)) {
                throw ApplicationFailure.newFailure("not yet", "Waits");
            }
            ending.countDown();
            return "second";
        });
        WorkflowStub run = start("ActivityWorkflow");
        await(ending);
        awaitActivities(List::isEmpty);
        run.signal("cancel");
        assertThat(result(run)).isEqualTo("second");
    }

    @Test
    void aTimerThatFiresInTheMomentOfItsCancellationLeavesItsWorkflowGoingOn() throws Exception {
        Duration delay = Duration.ofSeconds(1);
        MEANWHILE.set(() -> sleep(delay));
        WorkflowStub run = start("TimerWorkflow", delay);
        run.signal("cancel");
        assertThat(result(run)).isEqualTo("fired");
    }

    @Test
    void aTimerThatIsNotDueIsCancelled() throws Exception {
        WorkflowStub run = start("TimerWorkflow", Duration.ofHours(1));
        run.signal("cancel");
        assertThat(result(run)).isEqualTo("cancelled");
    }

    private WorkflowStub start(String workflow, Object... input) {
        WorkflowStub run = connection
                .client()
                .newUntypedWorkflowStub(
                        workflow,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(ID)
                                .setTaskQueue(QUEUE)
                                .build());
        run.start(input);
        return run;
    }

    private static String result(WorkflowStub run) throws Exception {
        return run.getResult(PATIENCE.toSeconds(), TimeUnit.SECONDS, String.class);
    }

    private void awaitActivities(Predicate<List<PendingActivityInfo>> state) {
        Instant until = Instant.now().plus(PATIENCE);
        while (!state.test(activities(connection.client()))) {
            assertThat(Instant.now()).as("the activity is as far").isBefore(until);
            sleep(Duration.ofMillis(20));
        }
    }

    private static boolean isStarted(List<PendingActivityInfo> activities) {
        return hasState(activities, PendingActivityState.PENDING_ACTIVITY_STATE_STARTED);
    }

    private static boolean isAskedToEnd(List<PendingActivityInfo> activities) {
        return hasState(activities, PendingActivityState.PENDING_ACTIVITY_STATE_CANCEL_REQUESTED);
    }

    private static boolean hasState(List<PendingActivityInfo> activities, PendingActivityState state) {
        return activities.stream().map(PendingActivityInfo::getState).anyMatch(state::equals);
    }

    private static List<PendingActivityInfo> activities(WorkflowClient client) {
        return client.getWorkflowServiceStubs()
                .blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace("default")
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(ID))
                        .build())
                .getPendingActivitiesList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
