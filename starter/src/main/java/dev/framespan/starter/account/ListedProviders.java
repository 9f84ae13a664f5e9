package dev.framespan.starter.account;

import dev.framespan.activities.provider.ProviderFactory;
import dev.framespan.starter.exit.UserError;
import dev.framespan.worker.config.ConfigRefusal;
import dev.framespan.worker.config.FramespanConfig;
import dev.framespan.worker.config.KlingConfig;
import dev.framespan.worker.config.ProviderVariables;
import dev.framespan.workflows.catalogue.Defaults;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.generation.Realm;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The providers that {@code FRAMESPAN_PROVIDERS} lists, with their settings.
 *
 * @param all in their order, at least one
 * @param dailyUsd US dollars that all films of a store may cost on a day, with all of them; empty for no limit
 */
public record ListedProviders(List<Listed> all, Optional<BigDecimal> dailyUsd) {
    /** One of them. */
    public record Listed(ProviderFactory factory, KlingConfig settings) {
        String name() {
            return factory.name();
        }

        /** Its variable for a setting: {@code ATELIER_API_KEY}. */
        String variable(String setting) {
            return ProviderRealms.variable(name(), setting);
        }

        Optional<String> key() {
            return settings.apiKey().map(Secret::get).map(String::strip).filter(text -> !text.isEmpty());
        }

        /** @throws UserError when it is not set and has to be */
        URI address() {
            return settings.baseUrl()
                    .or(factory::address)
                    .orElseThrow(() -> UserError.refused(
                            variable("BASE_URL") + " is missing: set it to the address of the provider " + name()));
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /** @throws UserError when one of them is not there, or has a setting that is not possible */
    public static ListedProviders of(KlingConfig kling, FramespanConfig framespan, Map<String, String> environment) {
        Map<String, ProviderFactory> factories = ProviderFactories.load(framespan.providerJars());
        List<Listed> listed = new ArrayList<>();
        for (String name : framespan.providers().split("\\s*,\\s*")) {
            ProviderFactory factory = factories.get(name);
            if (factory == null) {
                throw UserError.refused("FRAMESPAN_PROVIDERS: no provider is called " + name + "; there are "
                        + String.join(", ", factories.keySet())
                        + ": mend the name, or name the folder of its jar in FRAMESPAN_PROVIDER_JARS");
            }
            if (listed.stream().anyMatch(other -> other.name().equals(name))) {
                throw UserError.refused("FRAMESPAN_PROVIDERS: " + name + " stands there twice: take it away once");
            }
            listed.add(new Listed(factory, name.equals(Defaults.PROVIDER) ? kling : settings(name, environment)));
        }
        return new ListedProviders(listed, kling.dailyUsd());
    }

    private static KlingConfig settings(String name, Map<String, String> environment) {
        KlingConfig settings;
        try {
            settings = ProviderVariables.read(name, environment);
        } catch (ConfigValidationException e) {
            throw UserError.refused(
                    ConfigRefusal.sentences(name, e, environment).orElseGet(e::getMessage), e);
        }
        if (settings.dailyUsd().isPresent()) {
            throw UserError.refused(ProviderRealms.variable(name, "DAILY_USD")
                    + ": the day's limit is one for all providers: set KLING_DAILY_USD in place of it");
        }
        return settings;
    }

    /** Whether the built-in simulator plays them all: none has a key or an address. */
    private boolean areSimulated() {
        return all.stream()
                .allMatch(each ->
                        each.key().isEmpty() && each.settings().baseUrl().isEmpty());
    }

    /** Who would make what, whether or not they can be paid with what is set. */
    public ProviderRealms realms() {
        Map<String, String> byName = new LinkedHashMap<>();
        boolean simulated = areSimulated();
        all.forEach(each -> byName.put(
                each.name(), simulated ? Realm.SIMULATOR : each.factory().realm(each.address())));
        return new ProviderRealms(byName);
    }

    /** Whether all films of a day have a limit; the simulator's days have none. */
    public boolean haveDaysLimit() {
        return dailyUsd.isPresent() && !areSimulated();
    }

    List<String> names() {
        return all.stream().map(Listed::name).toList();
    }
}
