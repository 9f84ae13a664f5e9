package dev.framespan.activities.media;

import java.time.Duration;

/** Is told what the media engine has done. Its methods return at once, and are called by any thread. */
public interface JobListener {
    JobListener NONE = new JobListener() {};

    /**
     * A job has ended as it should.
     *
     * @param job its name in the engine's protocol, such as {@code conform}
     * @param took with the wait for a process
     */
    default void done(String job, Duration took) {}

    /** @param seconds of moving pictures that a job has read or made */
    default void media(String job, double seconds) {}
}
