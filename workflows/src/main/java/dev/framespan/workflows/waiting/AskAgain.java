package dev.framespan.workflows.waiting;

import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Asks again, more and more seldom, for what may go well without an answer: each time costs events. */
public final class AskAgain {
    private static final Duration FIRST = Duration.ofMinutes(1);
    // A dozen events each time: a week of them stays below a thousand.
    private static final Duration MOST = Duration.ofHours(2);

    private AskAgain() {}

    /** @param tries how often that was done before */
    public static Duration after(int tries) {
        Duration wanted = FIRST.multipliedBy(1L << Math.min(tries, 10));
        return wanted.compareTo(MOST) < 0 ? wanted : MOST;
    }

    /** Does so, unless all is cancelled before. */
    public static void later(CancellationScopes scopes, int tries, Runnable again) {
        scopes.begin(() -> Workflow.newTimer(after(tries), DayQueue.summary("until it is asked for again")))
                .handle((time, cancelled) -> {
                    if (cancelled == null) {
                        again.run();
                    }
                    return null;
                });
    }
}
