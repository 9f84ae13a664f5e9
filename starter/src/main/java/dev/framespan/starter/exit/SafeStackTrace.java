package dev.framespan.starter.exit;

import dev.framespan.workflows.text.SafeText;

/** A failure as it may be printed with its stack trace: the same places, and words that no terminal obeys. */
public final class SafeStackTrace extends Throwable {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 20;

    private SafeStackTrace(Throwable failure, Throwable cause) {
        super(SafeText.line(String.valueOf(failure)), cause, true, true);
        setStackTrace(failure.getStackTrace());
    }

    public static Throwable by(Throwable failure) {
        return by(failure, DEEPEST);
    }

    /** @param left of causes and suppressed failures below this one: they may form a circle */
    private static SafeStackTrace by(Throwable failure, int left) {
        Throwable cause = left == 0 || failure.getCause() == null ? null : by(failure.getCause(), left - 1);
        SafeStackTrace safe = new SafeStackTrace(failure, cause);
        if (left > 0) {
            for (Throwable suppressed : failure.getSuppressed()) {
                safe.addSuppressed(by(suppressed, left / 2));
            }
        }
        return safe;
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
