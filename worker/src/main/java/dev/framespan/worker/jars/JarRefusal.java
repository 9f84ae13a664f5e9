package dev.framespan.worker.jars;

/** Why a jar is not looked at any further. The message says it and what helps; the place stands before it. */
final class JarRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    JarRefusal(String message) {
        super(message);
    }
}
