package dev.framespan.activities.heartbeat;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells Temporal every few seconds that an activity lives, while its thread waits for the provider or reads a long file. */
public final class Heartbeats implements AutoCloseable {
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "activity-heartbeats");
        thread.setDaemon(true);
        return thread;
    });
    private static final long SECONDS = 4;

    private final ScheduledFuture<?> beats;

    public Heartbeats(ActivityExecutionContext context) {
        this(context, () -> null);
    }

    /** @param details what the next attempt is to know */
    public Heartbeats(ActivityExecutionContext context, Supplier<?> details) {
        this(context, details, 0);
    }

    private Heartbeats(ActivityExecutionContext context, Supplier<?> details, long first) {
        beats = CLOCK.scheduleAtFixedRate(() -> beat(context, details.get()), first, SECONDS, TimeUnit.SECONDS);
    }

    /** Of what is over in a moment almost always, and tells nothing then. */
    public static Heartbeats ofMoment(ActivityExecutionContext context, Supplier<?> details) {
        return new Heartbeats(context, details, SECONDS);
    }

    private static void beat(ActivityExecutionContext context, Object details) {
        try {
            context.heartbeat(details);
        } catch (ActivityCompletionException e) {
            // Cancelled, or given up by the server: a call that is paid for is finished all the same, and who reports
            // progress hears it there.
        } catch (RuntimeException e) {
            // The server did not hear this one. Thrown on, it would be the last.
        }
    }

    @Override
    public void close() {
        beats.cancel(false);
    }
}
