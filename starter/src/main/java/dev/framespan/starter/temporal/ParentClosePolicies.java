package dev.framespan.starter.temporal;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.temporal.api.command.v1.Command;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.CommandType;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.PendingChildExecutionInfo;
import io.temporal.api.workflowservice.v1.RequestCancelWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.internal.testservice.TestWorkflowService;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Cancels the children of a workflow that ends, where they are to be cancelled then. The embedded server remembers that policy and does not act
 * on it: without this, what an own workflow has queued at the provider when it fails would go on there.
 */
final class ParentClosePolicies implements ServerInterceptor {
    private static final Set<CommandType> ENDS = EnumSet.of(
            CommandType.COMMAND_TYPE_COMPLETE_WORKFLOW_EXECUTION,
            CommandType.COMMAND_TYPE_FAIL_WORKFLOW_EXECUTION,
            CommandType.COMMAND_TYPE_CANCEL_WORKFLOW_EXECUTION);

    private final TestWorkflowService service;

    ParentClosePolicies(TestWorkflowService service) {
        this.service = service;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            private Run ending;
            private List<WorkflowExecution> children = List.of();

            @Override
            public void onMessage(Q message) {
                if (message instanceof RespondWorkflowTaskCompletedRequest completed && ends(completed)) {
                    ending = Run.of(completed.getTaskToken());
                    children = toBeCancelled(ending);
                }
                super.onMessage(message);
            }

            @Override
            public void onHalfClose() {
                super.onHalfClose();
                if (!children.isEmpty() && hasEnded(ending)) {
                    children.forEach(child -> cancel(ending.namespace(), child));
                }
            }
        };
    }

    private static boolean ends(RespondWorkflowTaskCompletedRequest completed) {
        return completed.getCommandsList().stream().map(Command::getCommandType).anyMatch(ENDS::contains);
    }

    private List<WorkflowExecution> toBeCancelled(Run run) {
        return run.described(service).stream()
                .flatMap(found -> found.getPendingChildrenList().stream())
                .filter(child -> child.getParentClosePolicy() == ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                .map(ParentClosePolicies::execution)
                .toList();
    }

    private static WorkflowExecution execution(PendingChildExecutionInfo child) {
        return WorkflowExecution.newBuilder()
                .setWorkflowId(child.getWorkflowId())
                .setRunId(child.getRunId())
                .build();
    }

    /** The server may have refused the end, because of something that happened meanwhile. */
    private boolean hasEnded(Run run) {
        return run.described(service)
                .filter(found -> found.getWorkflowExecutionInfo().getStatus()
                        != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING)
                .isPresent();
    }

    private void cancel(String namespace, WorkflowExecution child) {
        service.requestCancelWorkflowExecution(
                RequestCancelWorkflowExecutionRequest.newBuilder()
                        .setNamespace(namespace)
                        .setWorkflowExecution(child)
                        .build(),
                new ServiceAnswer<>());
    }
}
