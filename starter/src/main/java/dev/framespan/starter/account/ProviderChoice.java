package dev.framespan.starter.account;

import dev.framespan.activities.kling.KlingFactory;
import dev.framespan.starter.exit.UserError;
import dev.framespan.worker.ProviderAccount;
import dev.framespan.worker.config.KlingConfig;
import dev.framespan.workflows.account.Account;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.generation.Realm;
import dev.framespan.workflows.terms.PaidProvider;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who makes the stills and clips: providers that are paid, or the simulator that Framespan starts by itself. */
public sealed interface ProviderChoice {
    /** @throws UserError when what the environment says makes no sense together; no key is ever in its message */
    static ProviderChoice of(ListedProviders providers) {
        List<ListedProviders.Listed> all = providers.all();
        if (all.stream().allMatch(each -> each.key().isEmpty())) {
            all.forEach(ProviderChoice::refuseAddressWithoutKey);
            KlingConfig first = all.get(0).settings();
            return new BuiltIn(
                    providers.names(),
                    first.account(),
                    first.maxParallel(),
                    perSecond(first, KlingConfig.REQUESTS_PER_SECOND_TO_SIMULATOR),
                    first.patience());
        }
        List<ProviderAccount> accounts = new ArrayList<>();
        Map<String, String> realms = new HashMap<>();
        for (ListedProviders.Listed each : all) {
            ProviderAccount account = account(each, providers.dailyUsd());
            String other = realms.put(account.realm(), each.name());
            if (other != null) {
                throw UserError.refused("the providers " + other + " and " + each.name() + " are both at "
                        + account.realm() + ": two providers have two hosts, so that what one made is never taken for"
                        + " the other's; take one of them out of FRAMESPAN_PROVIDERS");
            }
            accounts.add(account);
        }
        return new Paid(accounts);
    }

    private static void refuseAddressWithoutKey(ListedProviders.Listed provider) {
        if (provider.settings().baseUrl().isPresent()) {
            String address = provider.variable("BASE_URL");
            throw UserError.refused(address + " names a provider, but " + provider.variable("API_KEY")
                    + " is missing: set the key, or unset " + address
                    + " to try everything out with the built-in simulator");
        }
    }

    private static ProviderAccount account(ListedProviders.Listed provider, Optional<BigDecimal> dailyUsd) {
        String variable = provider.variable("API_KEY");
        String key = provider.key()
                .orElseThrow(() -> UserError.refused("FRAMESPAN_PROVIDERS names " + provider.name() + ", but "
                        + variable + " is missing: set the key, or take " + provider.name()
                        + " out of FRAMESPAN_PROVIDERS"));
        if (!key.chars().allMatch(letter -> letter > ' ' && letter < 0x7F)) {
            throw UserError.refused(variable + " holds characters that no key has: copy it once more");
        }
        KlingConfig settings = provider.settings();
        URI baseUrl = checked(provider);
        return new ProviderAccount(
                provider.factory(),
                List.of(provider.name()),
                baseUrl,
                key,
                new Account(
                        provider.factory().realm(baseUrl), settings.account().orElseGet(() -> nameOf(key))),
                settings.maxParallel(),
                perSecond(settings, KlingConfig.REQUESTS_PER_SECOND),
                settings.patience(),
                dailyUsd);
    }

    private static double perSecond(KlingConfig settings, double unset) {
        return settings.requestsPerSecond().map(BigDecimal::doubleValue).orElse(unset);
    }

    /** The key cannot be found out from it. */
    private static String nameOf(String key) {
        return Sha256.of("framespan account\n" + key).substring(0, 16);
    }

    private static URI checked(ListedProviders.Listed provider) {
        URI url = provider.address();
        if ("http".equalsIgnoreCase(url.getScheme()) && !Realm.isLoopback(url)) {
            throw UserError.refused(provider.variable("BASE_URL") + ": " + url
                    + " would send the key in clear over the network:" + " write https://" + url.getRawAuthority()
                    + url.getRawPath());
        }
        return URI.create(url.toString().replaceAll("/+$", ""));
    }

    /** Whether all of them can see this machine without help. */
    boolean isLocal();

    /** Which realm makes which model: realms are part of every fingerprint. */
    ProviderRealms realms();

    /** Whose clips may stand in for whose, of the first one: the realm of films. */
    default String realm() {
        return realms().main();
    }

    /**
     * Nothing is paid: the simulator that Framespan starts by itself.
     *
     * @param providers names of those that it plays
     * @param name of its account
     */
    record BuiltIn(
            List<String> providers,
            Optional<String> name,
            int maxParallel,
            double requestsPerSecond,
            Optional<Duration> patience)
            implements ProviderChoice {
        private static final String KEY = "simulator";

        /** @param baseUrl where the simulator listens */
        public ProviderAccount account(URI baseUrl) {
            return new ProviderAccount(
                    new KlingFactory(),
                    providers,
                    baseUrl,
                    KEY,
                    new Account(Realm.SIMULATOR, name.orElse(KEY)),
                    maxParallel,
                    requestsPerSecond,
                    patience,
                    Optional.empty());
        }

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public ProviderRealms realms() {
            Map<String, String> byName = new LinkedHashMap<>();
            providers.forEach(name -> byName.put(name, Realm.SIMULATOR));
            return new ProviderRealms(byName);
        }
    }

    /** Providers that are paid, or stand-ins with addresses of their own. */
    record Paid(List<ProviderAccount> accounts) implements ProviderChoice {
        /** The first one. */
        public ProviderAccount account() {
            return accounts.get(0);
        }

        /** All of them, as others know them. */
        public List<PaidProvider> providers() {
            return accounts.stream().flatMap(account -> account.paid().stream()).toList();
        }

        @Override
        public boolean isLocal() {
            return accounts.stream().allMatch(ProviderAccount::isLocal);
        }

        @Override
        public ProviderRealms realms() {
            return PaidProvider.realms(providers());
        }
    }
}
