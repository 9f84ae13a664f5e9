package dev.framespan.activities.provider;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConfigurationBuilder;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * One worker's share of the requests that its account may make in a second, as turns. Calls that buy, cancel or fetch go first and get three
 * quarters of the turns at most, so that looks at tasks go on whatever is bought. A look or a cancellation that would have to wait long is told
 * when to come back: a number that it keeps says who comes next.
 */
public final class RequestRate {
    /** So long a look waits in its thread; what waits longer leaves the thread to others. */
    static final Duration IN_PLACE = Duration.ofMillis(200);

    private static final double FIRST = 0.75;
    // Turns that none took are kept for so long: who comes back comes some milliseconds late.
    private static final double KEPT_SECONDS = 0.2;
    // What was told to come back and did not is gone, or went to another worker.
    private static final long GONE = Duration.ofSeconds(30).toNanos();
    private static final double LEAST = 0.001;
    private static final double NANOS = 1e9;

    private final DoubleSupplier share;
    private final TimeMeter time;
    private final BlockingStrategy pause;
    private final Bucket all;
    private final Bucket first;
    /** When each look that waits was told to come back, in the order in which they asked first. */
    private final Map<String, Long> looks = new LinkedHashMap<>();
    /** The same of calls that go before looks and can come back. */
    private final Map<String, Long> calls = new LinkedHashMap<>();

    private double perSecond;

    /** @param share how many requests this worker may make in a second just now */
    public RequestRate(DoubleSupplier share) {
        this(share, TimeMeter.SYSTEM_NANOTIME, BlockingStrategy.PARKING);
    }

    RequestRate(DoubleSupplier share, TimeMeter time, BlockingStrategy pause) {
        this.share = share;
        this.time = time;
        this.pause = pause;
        this.perSecond = current();
        this.all = bucket(perSecond);
        this.first = bucket(perSecond * FIRST);
    }

    private double current() {
        double now = share.getAsDouble();
        return now > LEAST ? now : LEAST;
    }

    private Bucket bucket(double rate) {
        long kept = kept(rate);
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(kept).refillGreedy(1, between(rate)))
                .withCustomTimePrecision(time)
                .build();
    }

    private static BucketConfiguration limits(double rate) {
        ConfigurationBuilder limits = BucketConfiguration.builder();
        return limits.addLimit(limit -> limit.capacity(kept(rate)).refillGreedy(1, between(rate)))
                .build();
    }

    private static long kept(double rate) {
        return Math.max(1, Math.round(rate * KEPT_SECONDS));
    }

    private static Duration between(double rate) {
        return Duration.ofNanos(Math.round(NANOS / rate));
    }

    /** Other workers come and go, and each has its share. */
    private synchronized void followShare() {
        double now = current();
        if (now != perSecond) {
            perSecond = now;
            all.replaceConfiguration(limits(now), TokensInheritanceStrategy.AS_IS);
            first.replaceConfiguration(limits(now * FIRST), TokensInheritanceStrategy.AS_IS);
        }
    }

    /**
     * Waits for a turn of a call that goes before looks.
     *
     * @param most how long to wait; where it would take longer it does not wait at all
     * @return whether the call may be made now
     */
    boolean take(Duration most) throws InterruptedException {
        followShare();
        long until = time.currentTimeNanos() + most.toNanos();
        if (!first.asBlocking().tryConsume(1, Math.max(1, most.toNanos()), pause)) {
            return false;
        }
        long left = Math.max(IN_PLACE.toNanos(), until - time.currentTimeNanos());
        return all.asBlocking().tryConsume(1, left, pause);
    }

    /**
     * When a call that goes before looks may be made, of those that can come back: it keeps its place, so that each of many comes at its time.
     *
     * @param call what comes back by this name
     * @param most how long to wait in the thread, where none waits before it
     * @return zero when it may be made now, which takes the turn
     */
    Duration untilFirst(String call, Duration most) throws InterruptedException {
        followShare();
        long between = between(perSecond() * FIRST).toNanos();
        synchronized (calls) {
            long now = time.currentTimeNanos();
            Long promised = calls.get(call);
            boolean cameBack = promised != null && promised - now <= 0;
            int ahead = ahead(calls, call, now);
            if (!cameBack && ahead * between > IN_PLACE.toNanos()) {
                return comeBack(calls, call, now, ahead * between);
            }
            calls.putIfAbsent(call, now);
        }
        boolean mayCall = take(most);
        synchronized (calls) {
            if (mayCall) {
                calls.remove(call);
                return Duration.ZERO;
            }
            long now = time.currentTimeNanos();
            long free = Math.max(
                    first.estimateAbilityToConsume(1).getNanosToWaitForRefill(),
                    all.estimateAbilityToConsume(1).getNanosToWaitForRefill());
            long tooLong = Math.max(IN_PLACE.toNanos(), free - most.toNanos());
            return comeBack(calls, call, now, ahead(calls, call, now) * between + tooLong);
        }
    }

    /** Counts a call that is made without waiting: later ones wait longer. */
    void count() {
        all.consumeIgnoringRateLimits(1);
    }

    /**
     * When a task may be looked at. A look that is told to come back keeps its place, and gets its turn at the first call after that.
     *
     * @return zero when it may be made now, which takes the turn
     */
    Duration untilLook(String task) throws InterruptedException {
        followShare();
        synchronized (looks) {
            long now = time.currentTimeNanos();
            Long promised = looks.get(task);
            boolean cameBack = promised != null && promised - now <= 0;
            long wait = ahead(looks, task, now) * between(perSecond()).toNanos();
            if (!cameBack && wait > IN_PLACE.toNanos()) {
                return comeBack(looks, task, now, wait);
            }
            looks.putIfAbsent(task, now);
        }
        boolean mayLook = all.asBlocking().tryConsume(1, IN_PLACE, pause);
        synchronized (looks) {
            if (mayLook) {
                looks.remove(task);
                return Duration.ZERO;
            }
            long now = time.currentTimeNanos();
            long wait = (ahead(looks, task, now) + 1) * between(perSecond()).toNanos();
            long free = all.estimateAbilityToConsume(1).getNanosToWaitForRefill();
            return comeBack(looks, task, now, Math.max(wait, free));
        }
    }

    private static Duration comeBack(Map<String, Long> waiting, String task, long now, long wait) {
        waiting.put(task, now + wait);
        return Duration.ofNanos(wait);
    }

    /** How many come before this one; those that did not come back are forgotten. */
    private static int ahead(Map<String, Long> waiting, String task, long now) {
        int ahead = 0;
        for (Iterator<Map.Entry<String, Long>> each = waiting.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, Long> other = each.next();
            if (other.getKey().equals(task)) {
                return ahead;
            }
            if (now - other.getValue() > GONE) {
                each.remove();
            } else {
                ahead++;
            }
        }
        return ahead;
    }

    private synchronized double perSecond() {
        return perSecond;
    }

    /** How many looks wait for their turn. */
    int waiting() {
        synchronized (looks) {
            return looks.size();
        }
    }

    /** How many other calls were told to come back. */
    int waitingFirst() {
        synchronized (calls) {
            return calls.size();
        }
    }
}
