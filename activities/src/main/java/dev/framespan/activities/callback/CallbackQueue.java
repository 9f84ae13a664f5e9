package dev.framespan.activities.callback;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Tasks that are to be looked at since the provider has called. Each is in it once, is handed out to one thread at a time, and not more often
 * than every {@link #BETWEEN_LOOKS}. It holds so many and no more: of what finds no place the poll will hear.
 */
final class CallbackQueue {
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    static final int MOST = 4_096;

    private final LongSupplier nanos;
    /** When each may be looked at, in the order in which they came. */
    private final Map<Entry, Long> waiting = new LinkedHashMap<>();
    /** When those were looked at that were last. */
    private final Map<CallbackTask, Long> looked = new LinkedHashMap<>();

    private final Set<CallbackTask> lookedAtNow = new HashSet<>();
    private boolean closed;

    /**
     * One task, equal to any other entry of the same.
     *
     * @param looks how often it was looked at since the provider called
     * @param ids what the call named as its task
     */
    record Entry(CallbackTask task, int looks, List<String> ids) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Entry entry && entry.task.equals(task);
        }

        @Override
        public int hashCode() {
            return task.hashCode();
        }
    }

    /** @param nanos a clock that only goes forward, in nanoseconds */
    CallbackQueue(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The provider has called. @return whether it will be looked at */
    synchronized boolean add(CallbackTask task, List<String> ids) {
        return add(new Entry(task, 0, ids), Duration.ZERO);
    }

    /** To be looked at once more. */
    synchronized void again(Entry entry, Duration after) {
        add(new Entry(entry.task(), entry.looks() + 1, entry.ids()), after);
    }

    private boolean add(Entry entry, Duration after) {
        if (waiting.containsKey(entry)) {
            return true;
        }
        if (closed || waiting.size() >= MOST) {
            return false;
        }
        long now = nanos.getAsLong();
        Long before = looked.get(entry.task());
        long soonest = before == null ? now : Math.max(now, before + BETWEEN_LOOKS.toNanos());
        waiting.put(entry, Math.max(soonest, now + after.toNanos()));
        notify();
        return true;
    }

    /** Waits for one whose time has come. @return empty when the queue is closed */
    synchronized Optional<Entry> take() throws InterruptedException {
        while (!closed) {
            long now = nanos.getAsLong();
            Optional<Entry> due = due(now);
            if (due.isPresent()) {
                return due;
            }
            long next =
                    waiting.values().stream().mapToLong(at -> at - now).min().orElse(Long.MAX_VALUE);
            wait(Math.min(1_000, Math.max(5, next / 1_000_000 + 1)));
        }
        return Optional.empty();
    }

    /** One whose time has come, without waiting. */
    synchronized Optional<Entry> due(long now) {
        for (Iterator<Map.Entry<Entry, Long>> each = waiting.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Entry, Long> entry = each.next();
            if (entry.getValue() - now <= 0 && lookedAtNow.add(entry.getKey().task())) {
                each.remove();
                remember(entry.getKey().task(), now);
                return Optional.of(entry.getKey());
            }
        }
        return Optional.empty();
    }

    private void remember(CallbackTask task, long now) {
        looked.remove(task);
        looked.put(task, now);
        Deque<CallbackTask> old = new ArrayDeque<>();
        for (Map.Entry<CallbackTask, Long> each : looked.entrySet()) {
            if (now - each.getValue() < BETWEEN_LOOKS.toNanos() && looked.size() - old.size() <= MOST) {
                break;
            }
            old.add(each.getKey());
        }
        old.forEach(looked::remove);
    }

    /** The look at it is over. */
    synchronized void done(Entry entry) {
        lookedAtNow.remove(entry.task());
        notify();
    }

    synchronized int size() {
        return waiting.size();
    }

    synchronized void close() {
        closed = true;
        waiting.clear();
        notifyAll();
    }
}
