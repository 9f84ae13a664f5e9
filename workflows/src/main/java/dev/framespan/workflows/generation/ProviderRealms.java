package dev.framespan.workflows.generation;

import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.Defaults;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Which realm makes which model, of the providers that a worker pays.
 *
 * @param byName the realm of each provider by its name, in the operator's order, at least one
 */
public record ProviderRealms(Map<String, String> byName) {
    public ProviderRealms {
        if (byName.isEmpty()) {
            throw new IllegalArgumentException("at least one provider");
        }
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /** The provider of models for which the catalogue names none, alone. */
    public static ProviderRealms of(String realm) {
        return new ProviderRealms(Map.of(Defaults.PROVIDER, realm));
    }

    /** The first provider's: the realm of films, in which all that is bought for them is counted. */
    public String main() {
        return byName.values().iterator().next();
    }

    /** Where a model is made; empty where its provider is none of these, see {@link #whyNot}. What no catalogue knows is refused in the main one. */
    public Optional<String> of(Catalogue catalogue, String model) {
        return catalogue.knows(model)
                ? Optional.ofNullable(byName.get(catalogue.provider(model)))
                : Optional.of(main());
    }

    /** The same for models that were checked. */
    public UnaryOperator<String> byModel(Catalogue catalogue) {
        return model -> of(catalogue, model).orElseGet(this::main);
    }

    /** Why a model cannot be had here, and how to mend it; empty where it can. */
    public Optional<String> whyNot(Catalogue catalogue, String model) {
        if (of(catalogue, model).isPresent()) {
            return Optional.empty();
        }
        String provider = catalogue.provider(model);
        String names = String.join(",", byName.keySet());
        return Optional.of(model + " is made by " + provider + ", and FRAMESPAN_PROVIDERS is " + names
                + " where it would be bought: make that " + names + "," + provider + " and set "
                + variable(provider, "API_KEY") + ", or name another model");
    }

    /** The variable that holds a setting of a provider: {@code KLING_API_KEY}. */
    public static String variable(String provider, String setting) {
        return provider.toUpperCase(Locale.ROOT).replace('-', '_') + "_" + setting;
    }
}
