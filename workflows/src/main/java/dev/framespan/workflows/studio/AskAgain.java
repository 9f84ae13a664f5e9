package dev.framespan.workflows.studio;

import java.time.Duration;

/** When something is asked for again that may go well without an answer: more and more seldom, since each time costs events. */
final class AskAgain {
    private static final Duration FIRST = Duration.ofMinutes(1);
    // A dozen events each time: a week of them stays below a thousand.
    private static final Duration MOST = Duration.ofHours(2);

    private AskAgain() {}

    /** @param tries how often that was done before */
    static Duration after(int tries) {
        Duration wanted = FIRST.multipliedBy(1L << Math.min(tries, 10));
        return wanted.compareTo(MOST) < 0 ? wanted : MOST;
    }
}
