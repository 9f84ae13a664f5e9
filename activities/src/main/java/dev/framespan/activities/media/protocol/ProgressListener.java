package dev.framespan.activities.media.protocol;

/** Told how far a job has come. */
@FunctionalInterface
public interface ProgressListener {
    /** Progress is told to no caller. */
    ProgressListener NONE = fraction -> {};

    /**
     * Called in the thread that asked for the job, at least about once a second even when nothing moves. What it throws cancels the
     * job and is thrown on: so a heartbeat that reports a cancellation needs nothing else.
     *
     * @param fraction done, 0 to 1
     */
    void at(double fraction);

    /** The part of this progress from one fraction to another, itself told from 0 to 1. */
    default ProgressListener part(double from, double to) {
        return fraction -> at(from + (to - from) * fraction);
    }
}
