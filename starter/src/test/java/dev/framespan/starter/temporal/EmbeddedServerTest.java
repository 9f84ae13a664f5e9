package dev.framespan.starter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
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
    void timeIsReal() {
        try (EmbeddedServer server = EmbeddedServer.start();
                TemporalConnection connection = TemporalConnection.toEmbedded(server.address())) {
            Worker worker = WorkerFactory.newInstance(connection.client()).newWorker("sleeping");
            assertThat(worker).isNotNull();
            Instant before = Instant.now();
            com.google.protobuf.Timestamp now = serverTime(connection);
            assertThat(Instant.ofEpochSecond(now.getSeconds()))
                    .isBetween(before.minus(Duration.ofSeconds(5)), before.plus(Duration.ofSeconds(5)));
        }
    }

    private static com.google.protobuf.Timestamp serverTime(TemporalConnection connection) {
        connection
                .client()
                .newUntypedWorkflowStub(
                        "Nobody",
                        WorkflowOptions.newBuilder()
                                .setWorkflowId("nobody")
                                .setTaskQueue("nobody")
                                .build())
                .start();
        return history(connection.client(), "nobody").getEvents(0).getEventTime();
    }

    private static WorkerFactory worker(WorkflowClient client) {
        WorkerFactory factory = WorkerFactory.newInstance(client);
        factory.newWorker(QUEUE).registerWorkflowImplementationTypes(WaitingWorkflowImpl.class);
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
