package dev.framespan.activities.generation;

import java.time.Duration;

/** How often a task is asked about: seldom while it is young, and never more often than the provider recommends. */
final class PollInterval {
    /** No delay is shorter. */
    static final Duration LEAST = Duration.ofMillis(100);

    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private PollInterval() {}

    /** After the submission. A provider on this machine is a simulator, which is quicker than the real one. */
    static Duration first(boolean local) {
        return local ? Duration.ofMillis(800) : Duration.ofSeconds(3);
    }

    /** @param waited since the submission; the next look comes after a tenth of it */
    static Duration next(Duration waited) {
        Duration tenth = waited.dividedBy(10);
        if (tenth.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return tenth.compareTo(LONGEST) > 0 ? LONGEST : tenth;
    }
}
