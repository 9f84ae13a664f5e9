package dev.framespan.worker;

import dev.framespan.workflows.generation.Realm;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Who is paid, and how.
 *
 * @param baseUrl of the provider's API, with its version
 * @param apiKey never to be shown; {@link #toString()} does not
 * @param realm see {@link Realm}
 * @param maxParallel how many tasks of one film may be at the provider at once
 * @param patience how long an unreachable provider is asked again before a submission gives up; empty for as long as it takes
 * @param dailyUsd US dollars that all films of a store may cost on a day; empty for no limit
 */
public record ProviderAccount(
        URI baseUrl,
        String apiKey,
        String realm,
        int maxParallel,
        Optional<Duration> patience,
        Optional<BigDecimal> dailyUsd) {
    /** Without a limit to what a day may cost. */
    public ProviderAccount(URI baseUrl, String apiKey, String realm, int maxParallel, Optional<Duration> patience) {
        this(baseUrl, apiKey, realm, maxParallel, patience, Optional.empty());
    }

    /** Whether the provider runs on this machine. */
    public boolean isLocal() {
        return Realm.isLocal(realm);
    }

    @Override
    public String toString() {
        return baseUrl + " (" + realm + ")";
    }
}
