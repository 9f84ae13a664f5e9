package dev.framespan.workflows.terms;

import dev.framespan.workflows.generation.ProviderRealms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A provider that a worker pays.
 *
 * @param name by which catalogues name it
 * @param realm of what it makes
 * @param address its base URL, as it is shown; it carries no key
 */
public record PaidProvider(String name, String realm, String address) {
    public PaidProvider {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(realm, "realm");
        Objects.requireNonNull(address, "address");
    }

    /** Which realm makes which model. */
    public static ProviderRealms realms(List<PaidProvider> providers) {
        Map<String, String> byName = new LinkedHashMap<>();
        providers.forEach(paid -> byName.put(paid.name(), paid.realm()));
        return new ProviderRealms(byName);
    }
}
