package dev.framespan.worker;

import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderFactory;
import dev.framespan.workflows.account.Account;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.Realm;
import dev.framespan.workflows.terms.PaidProvider;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who is paid, and how.
 *
 * @param factory makes the provider
 * @param names by which catalogues name it: its own and, where it plays others, theirs
 * @param baseUrl of the provider's API, with its version
 * @param apiKey never to be shown; {@link #toString()} does not
 * @param account whose limits the provider counts
 * @param maxParallel how many tasks the account may have at the provider at once, over all films and workers
 * @param requestsPerSecond how many requests all workers of the account may make together
 * @param patience how long an unreachable provider is asked again before a submission gives up; empty for as long as it takes
 * @param dailyUsd US dollars that all films of a store may cost on a day, with this provider and all others; empty for no limit
 */
public record ProviderAccount(
        ProviderFactory factory,
        List<String> names,
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
        return Realm.isLoopback(baseUrl);
    }

    /** @throws IllegalStateException when the provider is of another realm than its factory says: queues and records would not be its */
    Provider open(Catalogue catalogue, Clock clock) {
        Provider provider =
                factory.open(new ProviderFactory.Settings(baseUrl, apiKey, realm(), isLocal(), catalogue, clock));
        if (!provider.realm().equals(realm())) {
            throw new IllegalStateException("the provider " + factory.name() + " says that its realm is "
                    + provider.realm() + ", and its factory that it is " + realm());
        }
        return provider;
    }

    /** As others know it, under each of its names. */
    public List<PaidProvider> paid() {
        return names.stream()
                .map(name -> new PaidProvider(name, realm(), baseUrl.toString()))
                .toList();
    }

    @Override
    public String toString() {
        return baseUrl + " (" + realm() + ")";
    }
}
