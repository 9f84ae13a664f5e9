package dev.framespan.starter.follow;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** What a Temporal server answered, behind whatever the client makes of it. */
public final class GrpcStatus {
    private GrpcStatus() {}

    /** @return UNKNOWN where there is none */
    public static Status.Code of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status) {
                return status.getStatus().getCode();
            }
        }
        return Status.Code.UNKNOWN;
    }
}
