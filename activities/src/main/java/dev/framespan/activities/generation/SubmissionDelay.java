package dev.framespan.activities.generation;

import dev.framespan.activities.breaker.RetryDelays;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.SubmitResult;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait before a submission is tried again: what the provider asks for, else longer each time. */
final class SubmissionDelay {
    /** Asked again sooner than this, a provider would only refuse again. */
    static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Optional<Duration> maxWait;
    private final String variable;
    private final RetryDelays delays;

    /**
     * @param maxWait how long an unreachable provider is asked again; empty for as long as it takes
     * @param variable that says so
     */
    SubmissionDelay(Optional<Duration> maxWait, String variable, RandomGenerator random) {
        this.maxWait = maxWait;
        this.variable = variable;
        this.delays = new RetryDelays(random);
    }

    /**
     * How long to leave the provider alone, where time is a remedy.
     *
     * @param kind of the failure
     */
    Optional<SubmitResult> later(ProviderException e, FailureKind kind, int waits) {
        if (kind == FailureKind.RATE_LIMITED) {
            Duration delay = e.retryAfter()
                    .map(asked -> delays.notBefore(asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked))
                    .orElseGet(() -> delays.after(waits));
            return Optional.of(SubmitResult.later(delay, SubmitResult.Cause.LIMIT));
        }
        if (kind == FailureKind.UNREACHABLE && lasts(waits)) {
            return Optional.of(
                    SubmitResult.later(delays.after(waits), SubmitResult.Cause.UNREACHABLE, e.getMessage() + bound()));
        }
        return Optional.empty();
    }

    /** How long the operator lets it ask. */
    private String bound() {
        return maxWait.map(most -> " (for " + text(most) + ", as " + variable + " says)")
                .orElse(" (as long as it takes; " + variable + " bounds that)");
    }

    private static String text(Duration most) {
        return most.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    /** Another submission is under way, and more are to come. */
    SubmitResult turn() {
        return SubmitResult.later(delays.notBefore(SHORTEST), SubmitResult.Cause.TURN);
    }

    private boolean lasts(int waits) {
        return maxWait.isEmpty() || RetryDelays.total(waits + 1).compareTo(maxWait.get()) <= 0;
    }
}
