package dev.framespan.starter.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.ChildWorkflowStub;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EmbeddedServerTest {
    private static final String QUEUE = "waiting";

    /** Waits for a word. */
    @WorkflowInterface
    public interface WaitingWorkflow {
        @WorkflowMethod
        String run();

        @SignalMethod
        void say(String word);
    }

    public static final class WaitingWorkflowImpl implements WaitingWorkflow {
        private String heard;

        @Override
        public String run() {
            Workflow.await(() -> heard != null);
            return heard;
        }

        @Override
        public void say(String word) {
            heard = word;
        }
    }

    @WorkflowInterface
    public interface SleepingWorkflow {
        /** @return how long a second lasted by the workflow's clock, in milliseconds */
        @WorkflowMethod
        long sleep();
    }

    public static final class SleepingWorkflowImpl implements SleepingWorkflow {
        @Override
        public long sleep() {
            long before = Workflow.currentTimeMillis();
            Workflow.sleep(Duration.ofSeconds(1));
            return Workflow.currentTimeMillis() - before;
        }
    }

    /** Begins a child, and fails when that is at work. */
    @WorkflowInterface
    public interface FailingWorkflow {
        @WorkflowMethod
        void run();
    }

    public static final class FailingWorkflowImpl implements FailingWorkflow {
        @Override
        public void run() {
            ChildWorkflowStub child = Workflow.newUntypedChildWorkflowStub(
                    "WaitingWorkflow",
                    ChildWorkflowOptions.newBuilder()
                            .setWorkflowId("orphan")
                            .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                            .build());
            child.executeAsync(String.class);
            child.getExecution().get();
            throw ApplicationFailure.newNonRetryableFailure("on purpose", "test");
        }
    }

    @Test
    void aChildIsCancelledWhenItsWorkflowFails() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start();
                TemporalConnection connection = TemporalConnection.toEmbedded(server.address())) {
            WorkerFactory factory = worker(connection.client());
            FailingWorkflow failing = connection
                    .client()
                    .newWorkflowStub(
                            FailingWorkflow.class,
                            WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build());
            assertThatThrownBy(failing::run).isInstanceOf(WorkflowFailedException.class);
            assertThatThrownBy(() -> connection
                            .client()
                            .newUntypedWorkflowStub("orphan")
                            .getResult(10, TimeUnit.SECONDS, String.class))
                    .hasCauseInstanceOf(CanceledFailure.class);
            factory.shutdownNow();
        }
    }

    @Test
    void anotherWorkerTakesOverPromptlyFromOneThatDied() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start();
                TemporalConnection connection = TemporalConnection.toEmbedded(server.address())) {
            WorkflowServiceStubs doomed = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                    .setTarget(server.address())
                    .build());
            WorkerFactory first = worker(WorkflowClient.newInstance(doomed));
            WorkflowStub run = connection
                    .client()
                    .newUntypedWorkflowStub(
                            "WaitingWorkflow",
                            WorkflowOptions.newBuilder()
                                    .setWorkflowId("waits")
                                    .setTaskQueue(QUEUE)
                                    .build());
            run.start();
            awaitFirstTask(connection.client());

            // As kill -9 does it: the connection is gone before the worker could say goodbye.
            doomed.shutdownNow();
            doomed.awaitTermination(5, TimeUnit.SECONDS);
            first.shutdownNow();

            WorkerFactory second = worker(connection.client());
            run.signal("say", "alive");
            assertThat(run.getResult(10, TimeUnit.SECONDS, String.class)).isEqualTo("alive");
            second.shutdownNow();
        }
    }

    @Test
    void aSecondOfAWorkflowLastsASecond() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start();
                TemporalConnection connection = TemporalConnection.toEmbedded(server.address())) {
            WorkerFactory factory = worker(connection.client());
            SleepingWorkflow sleeping = connection
                    .client()
                    .newWorkflowStub(
                            SleepingWorkflow.class,
                            WorkflowOptions.newBuilder()
                                    .setTaskQueue(QUEUE)
                                    .setWorkflowExecutionTimeout(Duration.ofMinutes(1))
                                    .build());
            Instant before = Instant.now();
            long millis = sleeping.sleep();
            Duration took = Duration.between(before, Instant.now());
            factory.shutdownNow();

            assertThat(took).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
            assertThat(millis).isBetween(1_000L, 30_000L);
        }
    }

    private static WorkerFactory worker(WorkflowClient client) {
        WorkerFactory factory = WorkerFactory.newInstance(client);
        factory.newWorker(QUEUE)
                .registerWorkflowImplementationTypes(
                        WaitingWorkflowImpl.class, SleepingWorkflowImpl.class, FailingWorkflowImpl.class);
        factory.start();
        return factory;
    }

    private static void awaitFirstTask(WorkflowClient client) throws InterruptedException {
        Instant until = Instant.now().plusSeconds(20);
        while (history(client, "waits").getEventsCount() < 4) {
            assertThat(Instant.now()).as("the first task is done").isBefore(until);
            Thread.sleep(50);
        }
    }

    private static io.temporal.api.history.v1.History history(WorkflowClient client, String workflow) {
        return client.getWorkflowServiceStubs()
                .blockingStub()
                .getWorkflowExecutionHistory(GetWorkflowExecutionHistoryRequest.newBuilder()
                        .setNamespace("default")
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflow))
                        .build())
                .getHistory();
    }
}
