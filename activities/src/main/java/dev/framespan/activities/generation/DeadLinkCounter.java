package dev.framespan.activities.generation;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.time.Clock;
import java.time.Duration;

/**
 * Counts links that lead nowhere, one after another. It goes from attempt to attempt in the heartbeat's details, so that neither a
 * network that is down nor a worker that dies is counted.
 */
final class DeadLinkCounter {
    // Each link was asked for a moment ago: when so many in a row lead nowhere, the file is gone.
    private static final int TIMES = 8;
    private static final Duration FOR = Duration.ofMinutes(1);

    private final ActivityExecutionContext context;
    private final Clock clock;
    private volatile Count count;

    DeadLinkCounter(ActivityExecutionContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
        this.count = context.getLastHeartbeatDetails(Count.class).orElse(Count.NONE);
    }

    /**
     * What one attempt tells the next.
     *
     * @param links that led nowhere, in a row
     * @param sinceMillis when the first of them did, in milliseconds since 1970; 0 where there is none
     */
    record Count(int links, long sinceMillis) {
        static final Count NONE = new Count(0, 0);
    }

    Count count() {
        return count;
    }

    /** One more; whether that is enough to give up. */
    boolean isGone() {
        Count before = count;
        long now = clock.millis();
        // Where the clock was set back meanwhile, the minute begins anew.
        long since = before.links() == 0 ? now : Math.min(now, before.sinceMillis());
        remember(new Count(before.links() + 1, since));
        return count.links() >= TIMES && now - since >= FOR.toMillis();
    }

    /** Something else happened: the row is broken. */
    void none() {
        if (count.links() > 0) {
            remember(Count.NONE);
        }
    }

    private void remember(Count now) {
        count = now;
        try {
            context.heartbeat(now);
        } catch (ActivityCompletionException e) {
            // Cancelled: there will be no next attempt.
            return;
        }
    }
}
