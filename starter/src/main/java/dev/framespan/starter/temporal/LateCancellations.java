package dev.framespan.starter.temporal;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.testservice.v1.TestServiceGrpc.TestServiceImplBase;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCanceledRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskFailedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import io.temporal.internal.testservice.TestWorkflowService;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps a workflow going where an activity or a timer ends in the very moment in which it is cancelled. What ends while a workflow task is
 * under way leaves the embedded server's memory at once, and enters the history after the task. A task that cancels it is therefore refused
 * half-way (ACTIVITY_UNKNOWN), and the workflow stands still for ever; a real server takes it. So such a task is failed before the server
 * has seen its commands: the worker makes it again, with the end before its eyes. The other way round, an activity that fails after it was asked to end, and
 * would be tried again, ends without a word; so it fails for good.
 *
 * <p>Nothing is waited for here but the server's own memory, and the end of a timer that is due.
 */
final class LateCancellations implements ServerInterceptor {
    private final TestWorkflowService service;
    private final TestServiceImplBase time;
    /** Between the look at what has ended and the task that cancels, nothing else ends. */
    private final Lock ends = new ReentrantLock();

    /** @param time of the same server */
    LateCancellations(TestWorkflowService service, TestServiceImplBase time) {
        this.service = service;
        this.time = time;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            private Q message;

            @Override
            public void onMessage(Q received) {
                message = received;
            }

            @Override
            public void onHalfClose() {
                if (message instanceof RespondWorkflowTaskCompletedRequest completed) {
                    Cancellations cancellations = Cancellations.of(completed, service);
                    if (cancellations.isEmpty()) {
                        handOver(message);
                    } else {
                        handOver(completed, cancellations);
                    }
                } else if (isEnd(message)) {
                    handOverEnd();
                } else {
                    handOver(message);
                }
            }

            private void handOver(RespondWorkflowTaskCompletedRequest completed, Cancellations cancellations) {
                boolean late = cancellations.awaitTimers(time);
                ends.lock();
                try {
                    if (late || cancellations.areLate(service)) {
                        makeAgain(completed);
                        call.close(Status.INVALID_ARGUMENT.withDescription("UnhandledCommand"), new Metadata());
                    } else {
                        handOver(message);
                    }
                } finally {
                    ends.unlock();
                }
            }

            private void handOverEnd() {
                ends.lock();
                try {
                    handOver(withoutRetry(message));
                } finally {
                    ends.unlock();
                }
            }

            private void handOver(Q request) {
                if (request != null) {
                    super.onMessage(request);
                }
                super.onHalfClose();
            }
        };
    }

    private static boolean isEnd(Object message) {
        return message instanceof RespondActivityTaskCompletedRequest
                || message instanceof RespondActivityTaskFailedRequest
                || message instanceof RespondActivityTaskCanceledRequest;
    }

    /** As a real server says it of a task that wants to end its workflow while something happens. */
    private void makeAgain(RespondWorkflowTaskCompletedRequest completed) {
        service.respondWorkflowTaskFailed(
                RespondWorkflowTaskFailedRequest.newBuilder()
                        .setNamespace(completed.getNamespace())
                        .setTaskToken(completed.getTaskToken())
                        .setIdentity(completed.getIdentity())
                        .setCause(WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND)
                        .build(),
                new ServiceAnswer<>());
    }

    @SuppressWarnings("unchecked")
    private <Q> Q withoutRetry(Q message) {
        if (message instanceof RespondActivityTaskFailedRequest failed
                && failed.getFailure().hasApplicationFailureInfo()
                && Cancellations.isAskedToEnd(failed.getTaskToken(), service)) {
            RespondActivityTaskFailedRequest.Builder forGood = failed.toBuilder();
            forGood.getFailureBuilder().getApplicationFailureInfoBuilder().setNonRetryable(true);
            return (Q) forGood.build();
        }
        return message;
    }
}
