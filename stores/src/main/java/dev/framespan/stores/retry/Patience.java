package dev.framespan.stores.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a server that is being restarted is waited for: in pauses that grow, and that are other ones for each waiter. No interrupt
 * ends a pause: what is to be written may be what was paid for. The thread keeps its flag.
 */
public final class Patience implements AutoCloseable {
    private static final long FIRST_MILLIS = 20;
    private static final long LONGEST_MILLIS = 1_000;

    private final long until;
    private long most = FIRST_MILLIS;
    private boolean interrupted;

    public Patience(Duration time) {
        until = System.nanoTime() + time.toNanos();
        interrupted = Thread.interrupted();
    }

    /** @return false at once when the time is over */
    public boolean pause() {
        interrupted |= Thread.interrupted();
        if (System.nanoTime() - until > 0) {
            return false;
        }
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        most = Math.min(2 * most, LONGEST_MILLIS);
        return true;
    }

    /** Whether it was interrupted while the caller was at work; that is remembered, too. */
    public boolean interrupted() {
        boolean now = Thread.interrupted();
        interrupted |= now;
        return now;
    }

    @Override
    public void close() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
