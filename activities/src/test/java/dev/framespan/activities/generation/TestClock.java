package dev.framespan.activities.generation;

import dev.framespan.activities.testing.UtcClock;
import java.time.Duration;
import java.time.Instant;

/** A clock that goes on when it is told to. */
final class TestClock extends UtcClock {
    private volatile Instant now = Instant.parse("2026-03-01T10:00:00Z");

    private volatile long nanos;

    /** Time passes. */
    void advance(Duration by) {
        now = now.plus(by);
        nanos += by.toNanos();
    }

    /** It is set, forward or back. */
    void jump(Duration by) {
        now = now.plus(by);
    }

    /** Time that only passes. */
    long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
