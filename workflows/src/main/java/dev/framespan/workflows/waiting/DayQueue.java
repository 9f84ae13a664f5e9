package dev.framespan.workflows.waiting;

import dev.framespan.workflows.generation.Stop;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * What the day's limit had no room for, until the next day. Whether the operator has raised the limit meanwhile only a worker knows: one
 * purchase, the cheapest, is tried every hour.
 */
public final class DayQueue {
    // Each time costs a dozen events of the film's history, which may have to last for weeks of full days.
    private static final Duration BETWEEN_TRIES = Duration.ofHours(1);
    // On a worker whose clock is slow the day may not be over yet.
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final LimitQueue queue = new LimitQueue();
    private final CancellationScopes scopes;
    private final Runnable opened;
    private long nextDay;
    private boolean timing;

    /** @param opened is told when all that waited is asked for again */
    public DayQueue(CancellationScopes scopes, Runnable opened) {
        this.scopes = scopes;
        this.opened = opened;
    }

    public LimitQueue queue() {
        return queue;
    }

    /** See {@link LimitQueue#room}. */
    public Promise<Void> room(Stop refused, int noted) {
        nextDay = Workflow.currentTimeMillis() + refused.askIn().toMillis();
        Promise<Void> room = queue.room(refused, noted);
        await();
        return room;
    }

    /** What something was to cost may have become free. */
    public void roomMade() {
        queue.tryCheapest();
    }

    /** It was made, or stopped for another reason: where it was tried, the limit was raised or had room. */
    public void passed(String id) {
        if (queue.forgetTried(id)) {
            open();
        }
    }

    private void open() {
        queue.open();
        opened.run();
    }

    private void await() {
        if (timing || queue.isEmpty()) {
            return;
        }
        timing = true;
        scopes.begin(() -> Workflow.newTimer(next(), summary("until the day's limit is asked again")))
                .handle((fired, failure) -> {
                    timing = false;
                    if (failure != null) {
                        queue.close(failure);
                    } else {
                        tick();
                    }
                    return null;
                });
    }

    /** What a timer is for, in Temporal's own UI. */
    public static TimerOptions summary(String words) {
        return TimerOptions.newBuilder().setSummary(words).build();
    }

    private Duration next() {
        Duration left = Duration.ofMillis(nextDay - Workflow.currentTimeMillis());
        Duration soonest = left.compareTo(BETWEEN_TRIES) < 0 ? left : BETWEEN_TRIES;
        return soonest.compareTo(SHORTEST) < 0 ? SHORTEST : soonest;
    }

    private void tick() {
        if (Workflow.currentTimeMillis() >= nextDay) {
            open();
        } else {
            queue.tryCheapest();
        }
        await();
    }
}
