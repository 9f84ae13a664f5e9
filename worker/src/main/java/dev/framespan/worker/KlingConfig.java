package dev.framespan.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The provider and the account that pays. Environment variables: {@code KLING_BASE_URL}, {@code KLING_API_KEY} and so on. */
@ConfigMapping(prefix = "kling")
public interface KlingConfig {
    /** Where the provider's API is, with its version; a slash at the end is allowed. */
    @WithDefault("https://www.qingbo.dev/v1")
    URI baseUrl();

    /** The account's key. Without one nothing is bought and the built-in simulator plays the provider. */
    Optional<String> apiKey();

    /** How many tasks of one film may be at the provider at once. */
    @WithDefault("20")
    int maxParallel();

    /** How long a provider that cannot be reached is asked again before a submission gives up; as long as it takes where it is not set. */
    Optional<Duration> patience();
}
