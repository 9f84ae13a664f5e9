package dev.framespan.starter.temporal;

import dev.framespan.workflows.generation.RootCause;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** What a Temporal server answered, behind whatever the client makes of it. */
public final class GrpcStatus {
    private GrpcStatus() {}

    /** @return UNKNOWN where there is none */
    public static Status.Code of(Throwable failure) {
        return RootCause.outermost(failure, StatusRuntimeException.class)
                .map(status -> status.getStatus().getCode())
                .orElse(Status.Code.UNKNOWN);
    }
}
