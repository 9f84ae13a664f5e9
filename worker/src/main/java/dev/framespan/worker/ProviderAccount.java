package dev.framespan.worker;

import dev.framespan.workflows.account.Account;
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
 * @param account whose limits the provider counts
 * @param maxParallel how many tasks the account may have at the provider at once, over all films and workers
 * @param requestsPerSecond how many requests all workers of the account may make together
 * @param patience how long an unreachable provider is asked again before a submission gives up; empty for as long as it takes
 * @param dailyUsd US dollars that all films of a store may cost on a day; empty for no limit
 */
public record ProviderAccount(
        URI baseUrl,
        String apiKey,
        Account account,
        int maxParallel,
        double requestsPerSecond,
        Optional<Duration> patience,
        Optional<BigDecimal> dailyUsd) {
    /** See {@link Realm}. */
    public String realm() {
        return account.realm();
    }

    /** Whether the provider runs on this machine. */
    public boolean isLocal() {
        return Realm.isLocal(realm());
    }

    @Override
    public String toString() {
        return baseUrl + " (" + realm() + ")";
    }
}
