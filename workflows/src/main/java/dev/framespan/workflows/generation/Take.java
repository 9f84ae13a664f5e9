package dev.framespan.workflows.generation;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * A still or clip that was bought, fetched and decoded to its end.
 *
 * @param original the bytes as the provider delivered them
 * @param facts what decoding has shown
 * @param fingerprint of what was bought
 * @param submission which of the fingerprint's submissions delivered it
 * @param task the provider's id
 * @param priceUsd what the price list says it costs
 * @param bought whether this run of the workflow bought it; else it was bought before
 */
public record Take(
        Asset original,
        MediaFacts facts,
        String fingerprint,
        int submission,
        String task,
        BigDecimal priceUsd,
        boolean bought) {
    public Take {
        Objects.requireNonNull(original, "original");
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(fingerprint, "fingerprint");
    }
}
