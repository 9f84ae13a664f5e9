package dev.framespan.worker.management;

import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether the Temporal server answers. */
record TemporalCheck(WorkflowClient client) implements HealthCheck {
    private static final int PATIENCE_SECONDS = 5;

    @Override
    public String name() {
        return "temporal";
    }

    @Override
    public Optional<String> trouble() {
        try {
            client.getWorkflowServiceStubs()
                    .blockingStub()
                    .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
            return Optional.empty();
        } catch (StatusRuntimeException e) {
            return Optional.of("the Temporal server does not answer ("
                    + e.getStatus().getCode() + "); what is at work waits for it");
        }
    }
}
