package dev.framespan.activities.breaker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before something is tried again: about 1, 2, 4, 8, 16, then 30 seconds. No two wait equally long, so that whatever
 * was refused in one moment does not come back in one.
 */
public final class RetryDelays {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LEAST_SPREAD = Duration.ofSeconds(1);

    private final RandomGenerator random;

    public RetryDelays(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Half as long to half as long again as {@link #nominal} says.
     *
     * @param times how often it was waited before, 0 or more
     */
    public Duration after(int times) {
        long millis = nominal(times).toMillis();
        return Duration.ofMillis(millis / 2 + (long) (random.nextDouble() * millis));
    }

    /** Never less than the provider has asked for: up to half as much again, and a second at least. */
    public Duration notBefore(Duration asked) {
        long spread = Math.max(LEAST_SPREAD.toMillis(), Math.min(LONGEST.toMillis(), asked.toMillis() / 2));
        return Duration.ofMillis(asked.toMillis() + (long) (random.nextDouble() * spread));
    }

    /** The delay in the middle. */
    public static Duration nominal(int times) {
        return times > 4 ? LONGEST : Duration.ofSeconds(1L << Math.max(0, times));
    }

    /** All that was waited so far, near enough. */
    public static Duration total(int times) {
        Duration total = Duration.ZERO;
        for (int time = 0; time < times; time++) {
            total = total.plus(nominal(time));
        }
        return total;
    }
}
