package dev.framespan.worker.management;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Whether a provider lets its key in, by its latest answer that says so. */
final class KeyState {
    /** So long an answer counts; after that the provider is asked. */
    static final Duration LATELY = Duration.ofMinutes(5);

    private final Clock clock;
    private boolean accepted;
    private Instant since = Instant.MIN;

    KeyState(Clock clock) {
        this.clock = clock;
    }

    synchronized void accepted() {
        accepted = true;
        since = clock.instant();
    }

    synchronized void refused() {
        accepted = false;
        since = clock.instant();
    }

    synchronized boolean isKnown() {
        return !since.equals(Instant.MIN) && since.plus(LATELY).isAfter(clock.instant());
    }

    synchronized boolean isAccepted() {
        return accepted && isKnown();
    }

    synchronized boolean isRefused() {
        return !accepted && isKnown();
    }
}
