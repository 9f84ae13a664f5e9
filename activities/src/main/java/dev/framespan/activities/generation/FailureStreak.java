package dev.framespan.activities.generation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Duration;

/**
 * How often in a row something failed. An attempt tells it to the next in its heartbeat's details, so that neither a network that is
 * down nor a worker that dies is counted.
 *
 * @param times in a row
 * @param sinceMillis when the first of them did, in milliseconds since 1970; 0 where there is none
 */
record FailureStreak(@JsonProperty("links") int times, long sinceMillis) {
    static final FailureStreak NONE = new FailureStreak(0, 0);

    /** With one more. Where the clock was set back meanwhile, its time begins anew. */
    FailureStreak next(Clock clock) {
        long now = clock.millis();
        return new FailureStreak(times + 1, times == 0 ? now : Math.min(now, sinceMillis));
    }

    /** Whether it is as many, over as long a time. */
    boolean lasts(int atLeast, Duration over, Clock clock) {
        return times >= atLeast && clock.millis() - sinceMillis >= over.toMillis();
    }
}
