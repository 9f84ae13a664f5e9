package dev.framespan.workflows.generation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.Internal;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * A still, clip or speech that was bought, fetched and decoded to its end.
 *
 * @param original the bytes as the provider delivered them
 * @param facts what decoding has shown; null for speech
 * @param fingerprint of what was bought
 * @param submission which of the fingerprint's submissions delivered it
 * @param task the provider's id; null for speech
 * @param priceUsd US dollars that it costs by the price list; null where it says nothing
 * @param bought whether this run of the workflow bought it; else it was bought before
 * @param samples how long speech lasts, at 48,000 a second; null for a still or clip
 * @param machine that has the bytes at hand; null for speech, and for what was bought before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Take(
        Asset original,
        MediaFacts facts,
        String fingerprint,
        int submission,
        String task,
        BigDecimal priceUsd,
        boolean bought,
        Long samples,
        String machine) {
    /** @throws IllegalArgumentException when it has both facts and a length in samples, or neither */
    @JsonCreator
    public Take {
        Objects.requireNonNull(original, "original");
        Objects.requireNonNull(fingerprint, "fingerprint");
        if ((facts == null) == (samples == null)) {
            throw new IllegalArgumentException("a take is seen, or it is speech and has a length");
        }
    }

    /** {@return US dollars that it counts as in a sum: its price, and 0 where none is known} */
    public BigDecimal countedUsd() {
        return priceUsd == null ? BigDecimal.ZERO : priceUsd;
    }

    /**
     * A still or clip.
     *
     * @param original the bytes as the provider delivered them
     * @param facts what decoding has shown
     * @param fingerprint of what was bought
     * @param submission which of the fingerprint's submissions delivered it, from 1
     * @param task the provider's id
     * @param priceUsd US dollars that it costs by the price list; null where that says nothing
     * @param bought whether this run of the workflow bought it
     */
    public Take(
            Asset original,
            MediaFacts facts,
            String fingerprint,
            int submission,
            String task,
            BigDecimal priceUsd,
            boolean bought) {
        this(original, facts, fingerprint, submission, task, priceUsd, bought, null, null);
    }

    /**
     * The same, which a machine has at hand.
     *
     * @param where as {@link Fetched#machine()}
     * @return the take with that
     * @hidden
     */
    @Internal
    public Take on(String where) {
        return new Take(original, facts, fingerprint, submission, task, priceUsd, bought, samples, where);
    }
}
