package dev.framespan.worker.jars;

/** Why a jar is not looked at any further. The message says it and what helps; the place stands before it. */
final class RefusedJarException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedJarException(String message) {
        super(message);
    }
}
