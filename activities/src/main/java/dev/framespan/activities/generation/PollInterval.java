package dev.framespan.activities.generation;

import java.time.Duration;

/** How often a task is asked about: seldom while it is young, and never more often than the provider recommends. */
final class PollInterval {
    /** No delay is shorter. */
    static final Duration LEAST = Duration.ofMillis(100);

    private static final Duration SHORTEST = Duration.ofSeconds(2);
    /** The provider recommends to ask every two to five seconds. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    // What has taken so long already is no clip of the usual kind.
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration LONGEST_OF_LONG = Duration.ofSeconds(15);
    private static final Duration SELDOM_SHORTEST = Duration.ofMinutes(1);
    // A film's record that it waits is good for ten minutes, and renewed at a look when half of that is over.
    private static final Duration SELDOM_LONGEST = Duration.ofMinutes(4);
    private static final int LOCAL = 4;

    private PollInterval() {}

    /** After the submission. A provider on this machine is a simulator, which is quicker than the real one. */
    static Duration first(boolean local) {
        return local ? Duration.ofMillis(800) : Duration.ofSeconds(3);
    }

    /** @param waited since the submission; the next look comes after a tenth of it, but soon, unless it has taken long already */
    static Duration next(Duration waited) {
        Duration tenth = waited.dividedBy(10);
        if (tenth.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        Duration longest = waited.compareTo(LONG) < 0 ? LONGEST : LONGEST_OF_LONG;
        return tenth.compareTo(longest) > 0 ? longest : tenth;
    }

    /** After the submission of a task of whose end the provider tells by itself. */
    static Duration firstSeldom(boolean local) {
        return local ? SELDOM_SHORTEST.dividedBy(LOCAL) : SELDOM_SHORTEST;
    }

    /** @param waited since the submission of such a task; the next look comes after twice of it */
    static Duration nextSeldom(Duration waited, boolean local) {
        Duration longest = local ? SELDOM_LONGEST.dividedBy(LOCAL) : SELDOM_LONGEST;
        Duration twice = waited.multipliedBy(2);
        if (twice.compareTo(firstSeldom(local)) < 0) {
            return firstSeldom(local);
        }
        return twice.compareTo(longest) > 0 ? longest : twice;
    }
}
