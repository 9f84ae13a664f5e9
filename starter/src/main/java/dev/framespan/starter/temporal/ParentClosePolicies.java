package dev.framespan.starter.temporal;

import com.google.protobuf.ByteString;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.stub.StreamObserver;
import io.temporal.api.command.v1.Command;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.CommandType;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.PendingChildExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.RequestCancelWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.internal.testservice.TestWorkflowService;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

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

    /** A workflow of a namespace. */
    private record Run(String namespace, WorkflowExecution execution) {
        /** As the embedded server writes a task's token: namespace, workflow and run come first. */
        private static Run of(ByteString token) {
            try (DataInputStream in = new DataInputStream(token.newInput())) {
                String namespace = in.readUTF();
                return new Run(
                        namespace,
                        WorkflowExecution.newBuilder()
                                .setWorkflowId(in.readUTF())
                                .setRunId(in.readUTF())
                                .build());
            } catch (IOException e) {
                throw new IllegalStateException("a task of another server", e);
            }
        }
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
        return described(run).stream()
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
        return described(run)
                .filter(found -> found.getWorkflowExecutionInfo().getStatus()
                        != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING)
                .isPresent();
    }

    private Optional<DescribeWorkflowExecutionResponse> described(Run run) {
        Answer<DescribeWorkflowExecutionResponse> answer = new Answer<>();
        service.describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(run.namespace())
                        .setExecution(run.execution())
                        .build(),
                answer);
        return Optional.ofNullable(answer.value.get());
    }

    private void cancel(String namespace, WorkflowExecution child) {
        service.requestCancelWorkflowExecution(
                RequestCancelWorkflowExecutionRequest.newBuilder()
                        .setNamespace(namespace)
                        .setWorkflowExecution(child)
                        .build(),
                new Answer<>());
    }

    /** The service answers before it returns. A fault is that a workflow has ended meanwhile, which is as good. */
    private static final class Answer<A> implements StreamObserver<A> {
        private final AtomicReference<A> value = new AtomicReference<>();

        @Override
        public void onNext(A answer) {
            value.set(answer);
        }

        @Override
        public void onError(Throwable fault) {
            value.set(null);
        }

        @Override
        public void onCompleted() {}
    }
}
