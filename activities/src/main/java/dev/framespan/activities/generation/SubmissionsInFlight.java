package dev.framespan.activities.generation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The submissions of this process between their claim and the record of what was answered. A process that ends waits for their answers:
 * what was posted and not written down would be ambiguous, and the operator would be asked about each. What only waits for its turn, for a
 * probe or for a picture's link is none of them: it is handed back.
 */
public final class SubmissionsInFlight {
    /** After so long no answer can come to what was begun: the longest request is over, and other workers may call it ambiguous. */
    public static final Duration LAST_ANSWER = RequestSender.SPEAKING;

    private final List<Entry> entries = new ArrayList<>();
    private boolean closed;

    /** One submission. */
    final class Entry implements AutoCloseable {
        private final String id;

        private Entry(String id) {
            this.id = id;
        }

        @Override
        public void close() {
            leave(this);
        }
    }

    /**
     * Begins a submission: immediately before its claim, since what is begun is waited for.
     *
     * @param id of the shot or keyframe
     * @return to be closed when its answer is in the ledger; empty when nothing may be begun any more
     */
    synchronized Optional<Entry> begin(String id) {
        if (closed) {
            return Optional.empty();
        }
        Entry entry = new Entry(id);
        entries.add(entry);
        return Optional.of(entry);
    }

    private synchronized void leave(Entry entry) {
        entries.remove(entry);
        notifyAll();
    }

    /** From now on nothing is begun. */
    public synchronized void stop() {
        closed = true;
    }

    /** Whether this process ends. */
    public synchronized boolean isStopped() {
        return closed;
    }

    /** The shots and keyframes that are being submitted. */
    public synchronized List<String> ids() {
        return entries.stream().map(entry -> entry.id).toList();
    }

    /**
     * Waits until every answer is in the ledger.
     *
     * @param most how long at the most
     * @return whether nothing is in flight
     */
    public synchronized boolean awaitAnswers(Duration most) {
        long until = System.nanoTime() + most.toNanos();
        boolean interrupted = false;
        while (!entries.isEmpty()) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                // An interrupt asks for an end, which this is already at: the answers are worth money.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return entries.isEmpty();
    }
}
