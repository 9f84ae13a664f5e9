package dev.framespan.activities.generation;

import dev.framespan.activities.provider.ProviderException;
import dev.framespan.generation.FailureKind;
import dev.framespan.generation.Submission;
import java.time.Duration;
import java.util.Optional;

/** How long to wait before a submission is tried again: 1, 2, 4, 8, 16, then 30 seconds. */
final class Backoff {
    /** Asked again sooner than this, a provider would only refuse again. */
    static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Backoff() {}

    /**
     * How long to leave the provider alone, where time is a cure.
     *
     * @param kind of the failure
     * @param patience how long an unreachable provider is asked again
     */
    static Optional<Submission> later(ProviderException e, FailureKind kind, int waits, Duration patience) {
        if (e.isLimit()) {
            Duration delay = e.retryAfter()
                    .map(asked -> asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked)
                    .orElse(after(waits));
            return Optional.of(Submission.later(delay, Submission.Cause.LIMIT));
        }
        if (kind == FailureKind.UNREACHABLE && total(waits + 1).compareTo(patience) <= 0) {
            return Optional.of(Submission.later(after(waits), Submission.Cause.UNREACHABLE));
        }
        return Optional.empty();
    }

    /** @param waits how often it was waited before, 0 or more */
    static Duration after(int waits) {
        return waits > 4 ? LONGEST : Duration.ofSeconds(1L << waits);
    }

    /** All that was waited so far. */
    static Duration total(int waits) {
        Duration total = Duration.ZERO;
        for (int wait = 0; wait < waits; wait++) {
            total = total.plus(after(wait));
        }
        return total;
    }
}
