package dev.framespan.starter.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.common.WorkflowExecutionHistory;
import java.util.Optional;

/** What a workflow has left in a server's memory, as Temporal's replayer reads it. */
public final class RecordedHistory {
    private RecordedHistory() {}

    /**
     * That of a workflow's last run, whether it has ended or not.
     *
     * @return JSON; empty where the server knows no such workflow
     */
    public static Optional<String> json(WorkflowClient client, String workflow) {
        try {
            return Optional.of(named(workflow, client.fetchHistory(workflow)).toJson(false));
        } catch (WorkflowNotFoundException e) {
            return Optional.empty();
        } catch (WorkflowServiceException | StatusRuntimeException e) {
            if (GrpcStatus.of(e) == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The embedded server leaves the workflow's id out, by which a replay knows its children. */
    private static WorkflowExecutionHistory named(String workflow, WorkflowExecutionHistory history) {
        History.Builder events = history.getHistory().toBuilder();
        HistoryEvent.Builder started = events.getEvents(0).toBuilder();
        started.getWorkflowExecutionStartedEventAttributesBuilder().setWorkflowId(workflow);
        return new WorkflowExecutionHistory(events.setEvents(0, started).build(), workflow);
    }
}
