package dev.framespan.workflows.terms;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.ProviderRealms;
import java.util.List;
import java.util.Objects;

/**
 * On which terms a worker makes films: what the operator has to know before anything is bought.
 *
 * @param realm of the first provider that it pays: the provider's host, {@code simulator} or {@code loopback}; that of its films
 * @param provider that provider's base URL, as it is shown; it carries no key
 * @param catalogue models, limits and prices under which the worker buys, as JSON in the store
 * @param showsPictures whether the provider can fetch pictures of this store: it runs beside the worker, the worker has a public URL, or the store hands out links that lead there
 * @param daysLimit true where what all films of the store cost on a day has a limit; null where it has none, and in answers of before
 * @param providers all that it pays, in its order; empty where that is the one of models for which the catalogue names none, alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Terms(
        String realm,
        String provider,
        Asset catalogue,
        boolean showsPictures,
        Boolean daysLimit,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PaidProvider> providers) {
    @JsonCreator
    public Terms {
        Objects.requireNonNull(realm, "realm");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(catalogue, "catalogue");
        providers = providers == null ? List.of() : List.copyOf(providers);
    }

    /** Which realm makes which model. */
    public ProviderRealms realms() {
        return providers.isEmpty() ? ProviderRealms.of(realm) : PaidProvider.realms(providers);
    }
}
