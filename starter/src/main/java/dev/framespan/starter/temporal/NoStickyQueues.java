package dev.framespan.starter.temporal;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;

/**
 * Takes from each worker its request to get a workflow's next task itself. The embedded server would keep that task for a worker that
 * has died, for ever, because it never gives a sticky queue up.
 */
final class NoStickyQueues implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            @Override
            public void onMessage(Q message) {
                super.onMessage(withoutWish(message));
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <Q> Q withoutWish(Q message) {
        if (message instanceof RespondWorkflowTaskCompletedRequest completed) {
            return (Q) completed.toBuilder().clearStickyAttributes().build();
        }
        return message;
    }
}
