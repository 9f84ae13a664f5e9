package dev.framespan.starter.temporal;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.internal.testservice.TestWorkflowService;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A run of a workflow on the embedded server, and what that knows of it. */
record Run(String namespace, WorkflowExecution execution) {
    /** As the embedded server writes a task's token: namespace, workflow and run come first. */
    static Run of(ByteString token) {
        try (DataInputStream in = new DataInputStream(token.newInput())) {
            return read(in);
        } catch (IOException e) {
            throw new IllegalStateException("a task of another server", e);
        }
    }

    private static Run read(DataInputStream in) throws IOException {
        String namespace = in.readUTF();
        return new Run(
                namespace,
                WorkflowExecution.newBuilder()
                        .setWorkflowId(in.readUTF())
                        .setRunId(in.readUTF())
                        .build());
    }

    /** Of an activity task's token: the number of the event that scheduled the activity comes after its run. */
    static long scheduledEvent(ByteString token) {
        try (DataInputStream in = new DataInputStream(token.newInput())) {
            read(in);
            return in.readLong();
        } catch (IOException e) {
            throw new IllegalStateException("a task of another server", e);
        }
    }

    /** Empty where the server does not know it any more. */
    Optional<DescribeWorkflowExecutionResponse> described(TestWorkflowService service) {
        ServiceAnswer<DescribeWorkflowExecutionResponse> answer = new ServiceAnswer<>();
        service.describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(execution)
                        .build(),
                answer);
        return answer.get();
    }

    /** All that is written so far; nothing where the server does not know the run any more. */
    List<HistoryEvent> history(TestWorkflowService service) {
        ServiceAnswer<GetWorkflowExecutionHistoryResponse> answer = new ServiceAnswer<>();
        service.getWorkflowExecutionHistory(
                GetWorkflowExecutionHistoryRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(execution)
                        .build(),
                answer);
        return answer.get().map(found -> found.getHistory().getEventsList()).orElse(List.of());
    }
}
