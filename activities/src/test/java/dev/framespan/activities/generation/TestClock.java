package dev.framespan.activities.generation;

import dev.framespan.activities.testing.UtcClock;
import java.time.Duration;
import java.time.Instant;

/** A clock that goes on when it is told to. */
final class TestClock extends UtcClock {
    private volatile Instant now = Instant.parse("2026-03-01T10:00:00Z");

    void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
