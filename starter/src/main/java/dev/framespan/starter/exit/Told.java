package dev.framespan.starter.exit;

import dev.framespan.text.Harmless;

/** A failure as it may be printed with its stack trace: the same places, and words that no terminal obeys. */
public final class Told extends Throwable {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 20;

    private Told(Throwable failure, Throwable cause) {
        super(Harmless.line(String.valueOf(failure)), cause, true, true);
        setStackTrace(failure.getStackTrace());
    }

    public static Throwable by(Throwable failure) {
        return by(failure, DEEPEST);
    }

    /** @param left of causes and suppressed failures below this one: they may form a circle */
    private static Told by(Throwable failure, int left) {
        Throwable cause = left == 0 || failure.getCause() == null ? null : by(failure.getCause(), left - 1);
        Told told = new Told(failure, cause);
        if (left > 0) {
            for (Throwable suppressed : failure.getSuppressed()) {
                told.addSuppressed(by(suppressed, left / 2));
            }
        }
        return told;
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
