package dev.framespan.starter.exit;

import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.SealedException;
import java.io.IOException;

/** Ends a command with a message for the operator, which says what is wrong, where, and the remedy. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    private UserError(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What was asked for is not possible; nothing was bought. */
    public static UserError refused(String message) {
        return new UserError(ExitCode.REFUSED, message, null);
    }

    /** It was possible, and failed. */
    public static UserError failed(String message) {
        return new UserError(ExitCode.FAILED, message, null);
    }

    /** @param cause shown with {@code --debug} only */
    public static UserError failed(String message, Throwable cause) {
        return new UserError(ExitCode.FAILED, message, cause);
    }

    /** @param cause shown with {@code --debug} only */
    public static UserError refused(String message, Throwable cause) {
        return new UserError(ExitCode.REFUSED, message, cause);
    }

    /** A store that is there and cannot be read. */
    public static UserError unreadable(String store, IOException cause) {
        return failed(store + ": the store cannot be read (" + IoReason.of(cause) + ")", cause);
    }

    /** A store that takes nothing more; one that is not at work was not asked to be. */
    public static UserError unwritable(String store, IOException cause) {
        if (cause instanceof SealedException) {
            return refused(store + ": " + cause.getMessage(), cause);
        }
        return failed(store + ": the store cannot be written (" + IoReason.of(cause) + ")", cause);
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
