package dev.framespan.activities.generation;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * What the operator allows a submission.
 *
 * @param patience how long an unreachable provider is asked again before a submission gives up; empty for as long as it takes
 * @param ambiguousWait how long, from the time of sending, a submission whose answer was lost waits for the provider's call, where the
 *     provider was asked to call; zero or more
 * @param dailyUsd US dollars that all films of the store may cost on a day; empty for no limit
 */
public record SubmissionSettings(Optional<Duration> patience, Duration ambiguousWait, Optional<BigDecimal> dailyUsd) {
    /** Without limits, and without waiting for calls. */
    public static final SubmissionSettings UNLIMITED =
            new SubmissionSettings(Optional.empty(), Duration.ZERO, Optional.empty());
}
