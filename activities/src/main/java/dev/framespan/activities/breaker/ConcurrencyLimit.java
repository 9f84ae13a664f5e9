package dev.framespan.activities.breaker;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How many submissions of this process may be on their way at once: one at the start, twice as many after each clear answer. */
final class ConcurrencyLimit {
    private static final int MOST = 32;
    // A submission that waits holds a thread that could look something up in the ledger meanwhile.
    private static final int MOST_WAITING = 12;

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition free = lock.newCondition();
    private Epochs epochs;
    private int width = 1;
    private int inside;
    private int waiting;

    /** In which a submission is begun: the store's, and its account's. */
    record Epochs(long store, long account) {}

    /** Waits for a slot, but not for long. */
    boolean enter(Duration maxWait) {
        lock.lock();
        try {
            if (inside >= width && waiting < MOST_WAITING) {
                await(maxWait.toNanos());
            }
            if (inside >= width) {
                return false;
            }
            inside++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void await(long maxWait) {
        waiting++;
        try {
            long left = maxWait;
            while (inside >= width && left > 0) {
                left = free.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting--;
        }
    }

    /**
     * Starts narrow when the store or its account tells of another epoch.
     *
     * @return whether all that are inside still fit
     */
    boolean follow(Epochs current) {
        lock.lock();
        try {
            if (!current.equals(epochs)) {
                epochs = current;
                width = 1;
            }
            return inside <= width;
        } finally {
            lock.unlock();
        }
    }

    /** @param begun the epochs in which the submission was begun that was answered clearly */
    void widen(Epochs begun) {
        lock.lock();
        try {
            if (begun.equals(epochs)) {
                width = Math.min(MOST, 2 * width);
                free.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void narrow() {
        lock.lock();
        try {
            width = 1;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            inside--;
            free.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int width() {
        lock.lock();
        try {
            return width;
        } finally {
            lock.unlock();
        }
    }
}
