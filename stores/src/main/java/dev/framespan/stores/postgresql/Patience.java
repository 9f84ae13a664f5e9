package dev.framespan.stores.postgresql;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a database that is being restarted is waited for: in pauses that grow, and that are other ones for each waiter. No interrupt
 * ends a pause: what is to be written may be what was paid for. The thread keeps its flag.
 */
final class Patience implements AutoCloseable {
    private static final long FIRST_MILLIS = 20;
    private static final long LONGEST_MILLIS = 1_000;

    private final long until;
    private long most = FIRST_MILLIS;
    private boolean interrupted;

    Patience(Duration time) {
        until = System.nanoTime() + time.toNanos();
        interrupted = Thread.interrupted();
    }

    /** @return false at once when the time is over */
    boolean pause() {
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

    @Override
    public void close() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
