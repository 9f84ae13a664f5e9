package dev.framespan.worker.config;

import dev.framespan.activities.kling.KlingFactory;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The provider and the account that pays. Environment variables: {@code KLING_BASE_URL}, {@code KLING_API_KEY} and so on. The message of
 * a constraint says what the variable takes. Another provider has the same settings under its own name, see {@link ProviderVariables}.
 */
@ConfigMapping(prefix = "kling")
public interface KlingConfig {
    /** Where the provider's API is when {@link #baseUrl()} is not set. */
    URI DEFAULT_BASE_URL = KlingFactory.ADDRESS;

    /** Where the provider's API is, with its version; a slash at the end is allowed. */
    Optional<
                    @WebAddress(
                            message = "an address with its version, such as https://www.qingbo.dev/v1: nothing before"
                                    + " the host, nothing after the path")
                    URI>
            baseUrl();

    /** The account's key. Without one nothing is bought and the built-in simulator plays the provider. */
    Optional<Secret<String>> apiKey();

    /** Tells accounts at one provider apart whose limits are each its own; a hash of the key where it is not set. */
    Optional<
                    @Pattern(
                            regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
                            message = "a name of up to 64 letters, digits, dots, dashes and underscores")
                    String>
            account();

    /** How many tasks the account may have at the provider at once, over all films, workers and machines. */
    @WithDefault("20")
    @Min(value = 1, message = "a whole number from 1 on, such as 20")
    int maxParallel();

    /**
     * How many requests a second all workers of the account make together: submissions, looks, links and cancellations. Where it is not set,
     * {@link #REQUESTS_PER_SECOND} to a provider, and {@link #REQUESTS_PER_SECOND_TO_SIMULATOR} to the built-in simulator.
     */
    Optional<@DecimalMin(value = "0.1", message = "a number from 0.1 on, such as 10") BigDecimal> requestsPerSecond();

    /** What a provider is spared with where {@link #requestsPerSecond()} is not set. */
    double REQUESTS_PER_SECOND = 10;

    /** The same of the built-in simulator, which needs no sparing. */
    double REQUESTS_PER_SECOND_TO_SIMULATOR = 100;

    /** How long a provider that cannot be reached is asked again before a submission gives up; as long as it takes where it is not set. */
    Optional<
                    @WithConverter(DurationWithUnit.class)
                    @DurationMin(millis = 1, message = "a time with its unit, such as 30s, 10m or PT2M") Duration>
            patience();

    /**
     * US dollars that all films of a store may cost on a day, with all providers, which begins at midnight UTC. What would go over it waits for the next day.
     */
    Optional<
                    @DecimalMin(value = "0.01", message = DAILY_USD)
                    @Digits(integer = 7, fraction = 6, message = DAILY_USD) BigDecimal>
            dailyUsd();

    /** What {@link #dailyUsd()} takes. */
    String DAILY_USD = "US dollars from 0.01 on, such as 50 or 12.50";
}
