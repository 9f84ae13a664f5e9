package dev.framespan.simulator.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A model that makes clips.
 *
 * @param durations the lengths it can make, in whole seconds
 * @param singlePicture the field that carries the one picture of {@code image2video}
 * @param namesPictures whether {@code <<<image_N>>>} in a prompt names a picture
 * @param prices USD a second, by resolution
 */
public record ClipModel(
        String id,
        List<String> actions,
        List<Integer> durations,
        @JsonProperty("single_picture") String singlePicture,
        @JsonProperty("names_pictures") boolean namesPictures,
        @JsonProperty("usd_per_second") Map<String, Tiers> prices)
        implements Model {

    /**
     * Prices of one resolution, USD a second.
     *
     * @param audio absent where this resolution is silent
     * @param referenceVideo absent where the model takes no video
     */
    public record Tiers(
            BigDecimal silent, BigDecimal audio, @JsonProperty("reference_video") BigDecimal referenceVideo) {}

    @Override
    public List<String> resolutions() {
        return List.copyOf(prices.keySet());
    }

    /** Whether some resolution of this model can have sound; if none, the field {@code audio} is unknown to it. */
    public boolean knowsAudio() {
        return prices.values().stream().anyMatch(tiers -> tiers.audio() != null);
    }

    /** Whether this resolution can have sound. */
    public boolean canSound(String resolution) {
        return prices.get(resolution).audio() != null;
    }

    /** What a second of output costs, in USD: the highest of the tiers that the request touches. */
    public BigDecimal usdPerSecond(String resolution, boolean audio, boolean referenceVideo) {
        Tiers tiers = prices.get(resolution);
        BigDecimal price = tiers.silent();
        if (audio && tiers.audio() != null) {
            price = price.max(tiers.audio());
        }
        if (referenceVideo && tiers.referenceVideo() != null) {
            price = price.max(tiers.referenceVideo());
        }
        return price;
    }
}
