package dev.framespan.workflows.account;

import dev.framespan.workflows.payload.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A server with one account at work, and a worker that tells it things. */
public record AccountServer(TestWorkflowEnvironment temporal, AccountWorkflow account) implements AutoCloseable {
    public static final Account ACCOUNT = new Account("loopback", "studio");

    /** @param hosts registers the workflow and its activity */
    public static AccountServer start(Consumer<Worker> hosts) {
        TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
        hosts.accept(temporal.newWorker(ACCOUNT.workflowId()));
        temporal.start();
        AccountWorkflow first = temporal.getWorkflowClient()
                .newWorkflowStub(
                        AccountWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(ACCOUNT.workflowId())
                                .setTaskQueue(ACCOUNT.workflowId())
                                .setWorkflowExecutionTimeout(Duration.ofDays(1))
                                .build());
        WorkflowClient.start(first::run, ACCOUNT, null);
        // Whichever of its runs it is at.
        return new AccountServer(
                temporal, temporal.getWorkflowClient().newWorkflowStub(AccountWorkflow.class, ACCOUNT.workflowId()));
    }

    public AccountReply tell(List<Integer> asks, Map<String, String> submitted, Map<String, String> given) {
        List<PermitRequest> requests = asks.stream()
                .map(number -> new PermitRequest(
                        "shot" + number, "store", "v1:" + number, "storm", 0, "storm/1/" + number, "run", false))
                .toList();
        return account.exchange(
                new AccountExchange("worker", 1, 10, requests, submitted, given, null, null, null, null, null));
    }

    @Override
    public void close() {
        temporal.close();
    }
}
