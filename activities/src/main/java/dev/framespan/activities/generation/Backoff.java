package dev.framespan.activities.generation;

import java.time.Duration;

/** How long to wait before a submission is tried again: 1, 2, 4, 8, 16, then 30 seconds. */
final class Backoff {
    /** Asked again sooner than this, a provider would only refuse again. */
    static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Backoff() {}

    /** @param waits how often it was waited before, 0 or more */
    static Duration after(int waits) {
        return waits > 4 ? LONGEST : Duration.ofSeconds(1L << waits);
    }

    /** All that was waited so far. */
    static Duration total(int waits) {
        Duration total = Duration.ZERO;
        for (int wait = 0; wait < waits; wait++) {
            total = total.plus(after(wait));
        }
        return total;
    }
}
