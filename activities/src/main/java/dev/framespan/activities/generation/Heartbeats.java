package dev.framespan.activities.generation;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells Temporal every few seconds that an activity lives, while its thread waits for the provider. */
final class Heartbeats implements AutoCloseable {
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "activity-heartbeats");
        thread.setDaemon(true);
        return thread;
    });
    private static final long SECONDS = 4;

    private final ScheduledFuture<?> beats;

    Heartbeats(ActivityExecutionContext context) {
        this(context, () -> null);
    }

    /** @param details what the next attempt is to know */
    Heartbeats(ActivityExecutionContext context, Supplier<?> details) {
        beats = CLOCK.scheduleAtFixedRate(() -> beat(context, details.get()), 0, SECONDS, TimeUnit.SECONDS);
    }

    private static void beat(ActivityExecutionContext context, Object details) {
        try {
            context.heartbeat(details);
        } catch (ActivityCompletionException e) {
            // Cancelled, or given up by the server: the call under way is finished all the same, since it is paid for.
        } catch (RuntimeException e) {
            // The server did not hear this one. Thrown on, it would be the last.
        }
    }

    @Override
    public void close() {
        beats.cancel(false);
    }
}
