package dev.framespan.starter.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** What is said while a film's status is asked for and no worker answers. */
final class WorkerSilence {
    private static final Duration FIRST_TASK = Duration.ofSeconds(10);
    private static final Duration AWAY = Duration.ofSeconds(4);

    private final boolean embedded;
    private final Instant started;
    private Instant answered;

    /**
     * @param embedded whether the worker belongs to a render on this machine, so that no other can be started or waited for
     * @param started since when the film is followed
     */
    WorkerSilence(boolean embedded, Instant started) {
        this.embedded = embedded;
        this.started = started;
    }

    void answered(Instant now) {
        answered = now;
    }

    /**
     * @param taken whether a worker has begun with the film; asked only where it counts
     * @return empty where nothing need be said yet
     */
    String note(Instant now, BooleanSupplier taken) {
        boolean silent = now.isAfter(answered == null ? started.plus(FIRST_TASK) : answered.plus(AWAY));
        if (!silent) {
            return "";
        }
        if (embedded) {
            return "this machine is slow to answer";
        }
        if (answered != null) {
            return "no worker answers; waiting for one";
        }
        return taken.getAsBoolean()
                ? ""
                : "no worker has taken this film yet: start one with framespan worker; waiting";
    }
}
