package dev.framespan.workflows.generation;

import io.temporal.failure.ApplicationFailure;

/** Of a failure: what went wrong first. */
public final class RootCause {
    private RootCause() {}

    public static Throwable of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** What it says of itself, for people. */
    public static String message(Throwable failure) {
        Throwable root = of(failure);
        String said = root instanceof ApplicationFailure told ? told.getOriginalMessage() : root.getMessage();
        return said == null ? failure.toString() : said;
    }
}
