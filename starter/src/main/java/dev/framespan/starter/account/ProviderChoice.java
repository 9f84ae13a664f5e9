package dev.framespan.starter.account;

import dev.framespan.starter.exit.UserError;
import dev.framespan.worker.ProviderAccount;
import dev.framespan.worker.config.KlingConfig;
import dev.framespan.workflows.account.Account;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.generation.Realm;
import io.smallrye.config.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Who makes the stills and clips: a provider that is paid, or the simulator that Framespan starts by itself. */
public sealed interface ProviderChoice {
    /** @throws UserError when what the environment says makes no sense together; the key is never in its message */
    static ProviderChoice of(KlingConfig kling) {
        Optional<String> key =
                kling.apiKey().map(Secret::get).map(String::strip).filter(text -> !text.isEmpty());
        if (key.isEmpty()) {
            if (kling.baseUrl().isPresent()) {
                throw UserError.refused("KLING_BASE_URL names a provider, but KLING_API_KEY is missing: set the key,"
                        + " or unset KLING_BASE_URL to try everything out with the built-in simulator");
            }
            return new BuiltIn(
                    kling.account(),
                    kling.maxParallel(),
                    perSecond(kling, KlingConfig.REQUESTS_PER_SECOND_TO_SIMULATOR),
                    kling.patience());
        }
        if (!key.get().chars().allMatch(letter -> letter > ' ' && letter < 0x7F)) {
            throw UserError.refused("KLING_API_KEY holds characters that no key has: copy it once more");
        }
        URI baseUrl = checked(kling.baseUrl().orElse(KlingConfig.DEFAULT_BASE_URL));
        return new Paid(new ProviderAccount(
                baseUrl,
                key.get(),
                new Account(Realm.of(baseUrl), kling.account().orElseGet(() -> nameOf(key.get()))),
                kling.maxParallel(),
                perSecond(kling, KlingConfig.REQUESTS_PER_SECOND),
                kling.patience(),
                kling.dailyUsd()));
    }

    private static double perSecond(KlingConfig kling, double unset) {
        return kling.requestsPerSecond().map(BigDecimal::doubleValue).orElse(unset);
    }

    /** The realm of who would make stills and clips, whether or not the provider can be paid with what is set. */
    static String realmOf(KlingConfig kling) {
        boolean hasKey =
                kling.apiKey().map(Secret::get).filter(key -> !key.isBlank()).isPresent();
        return hasKey || kling.baseUrl().isPresent()
                ? Realm.of(kling.baseUrl().orElse(KlingConfig.DEFAULT_BASE_URL))
                : Realm.SIMULATOR;
    }

    /** The key cannot be found out from it. */
    private static String nameOf(String key) {
        return Sha256.of("framespan account\n" + key).substring(0, 16);
    }

    private static URI checked(URI url) {
        if ("http".equalsIgnoreCase(url.getScheme()) && !Realm.isLoopback(url)) {
            throw UserError.refused("KLING_BASE_URL: " + url + " would send the key in clear over the network:"
                    + " write https://" + url.getRawAuthority() + url.getRawPath());
        }
        return URI.create(url.toString().replaceAll("/+$", ""));
    }

    /** Whether the provider can see this machine without help. */
    boolean isLocal();

    /** Whose clips may stand in for whose: part of every fingerprint. */
    String realm();

    /** Nothing is paid: the simulator that Framespan starts by itself. */
    record BuiltIn(Optional<String> name, int maxParallel, double requestsPerSecond, Optional<Duration> patience)
            implements ProviderChoice {
        private static final String KEY = "simulator";

        /** @param baseUrl where the simulator listens */
        public ProviderAccount account(URI baseUrl) {
            return new ProviderAccount(
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
        public String realm() {
            return Realm.SIMULATOR;
        }
    }

    /** A provider that is paid, or a stand-in with an address of its own. */
    record Paid(ProviderAccount account) implements ProviderChoice {
        @Override
        public boolean isLocal() {
            return account.isLocal();
        }

        @Override
        public String realm() {
            return account.realm();
        }
    }
}
