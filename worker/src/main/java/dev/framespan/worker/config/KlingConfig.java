package dev.framespan.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The provider and the account that pays. Environment variables: {@code KLING_BASE_URL}, {@code KLING_API_KEY} and so on. The message of
 * a constraint says what the variable takes.
 */
@ConfigMapping(prefix = "kling")
public interface KlingConfig {
    /** Where the provider's API is when {@link #baseUrl()} is not set. */
    URI DEFAULT_BASE_URL = URI.create("https://www.qingbo.dev/v1");

    /** Where the provider's API is, with its version; a slash at the end is allowed. */
    Optional<
                    @WebAddress(
                            message = "an address with its version, such as https://www.qingbo.dev/v1: nothing before"
                                    + " the host, nothing after the path")
                    URI>
            baseUrl();

    /** The account's key. Without one nothing is bought and the built-in simulator plays the provider. */
    Optional<Secret<String>> apiKey();

    /** How many tasks of one film may be at the provider at once. */
    @WithDefault("20")
    @Min(value = 1, message = "a whole number from 1 on, such as 20")
    int maxParallel();

    /** How long a provider that cannot be reached is asked again before a submission gives up; as long as it takes where it is not set. */
    Optional<
                    @WithConverter(DurationWithUnit.class)
                    @DurationMin(millis = 1, message = "a time with its unit, such as 30s, 10m or PT2M") Duration>
            patience();

    /**
     * US dollars that all films of a store may cost on a day, which begins at midnight UTC. What would go over it waits for the next day.
     */
    Optional<
                    @DecimalMin(value = "0.01", message = DAILY_USD)
                    @Digits(integer = 7, fraction = 6, message = DAILY_USD) BigDecimal>
            dailyUsd();

    /** What {@link #dailyUsd()} takes. */
    String DAILY_USD = "US dollars from 0.01 on, such as 50 or 12.50";
}
