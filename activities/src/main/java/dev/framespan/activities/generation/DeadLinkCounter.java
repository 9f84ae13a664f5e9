package dev.framespan.activities.generation;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.time.Clock;
import java.time.Duration;

/** Counts links that lead nowhere, one after another, from attempt to attempt. */
final class DeadLinkCounter {
    // Each link was asked for a moment ago: when so many in a row lead nowhere, the file is gone.
    private static final int TIMES = 8;
    private static final Duration FOR = Duration.ofMinutes(1);

    private final ActivityExecutionContext context;
    private final Clock clock;
    private volatile FailureStreak count;

    DeadLinkCounter(ActivityExecutionContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
        this.count = context.getLastHeartbeatDetails(FailureStreak.class).orElse(FailureStreak.NONE);
    }

    FailureStreak count() {
        return count;
    }

    /** One more; whether that is enough to give up. */
    boolean isGone() {
        remember(count.next(clock));
        return count.lasts(TIMES, FOR, clock);
    }

    /** Something else happened: the streak is broken. */
    void reset() {
        if (count.times() > 0) {
            remember(FailureStreak.NONE);
        }
    }

    private void remember(FailureStreak now) {
        count = now;
        try {
            context.heartbeat(now);
        } catch (ActivityCompletionException e) {
            // Cancelled: there will be no next attempt.
            return;
        }
    }
}
