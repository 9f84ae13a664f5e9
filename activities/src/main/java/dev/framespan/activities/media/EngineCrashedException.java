package dev.framespan.activities.media;

/** The engine's process ended, stopped moving, or failed in the middle of a job. The next one gets a fresh process. */
public final class EngineCrashedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EngineCrashedException(String message) {
        super(message);
    }
}
