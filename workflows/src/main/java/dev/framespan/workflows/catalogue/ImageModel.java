package dev.framespan.workflows.catalogue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A model that makes stills.
 *
 * @param name as the provider spells it
 * @param usd US dollars for one still, in any resolution
 * @param resolutions as the provider spells them: {@code 2K}
 * @param defaultResolution in which keyframes are bought
 * @param aspectRatios as the provider spells them: {@code 16:9}
 * @param references what pictures it takes along; null where it takes none
 * @param provider name of the provider that makes it; null for {@link Defaults#PROVIDER}
 */
public record ImageModel(
        String name,
        BigDecimal usd,
        List<String> resolutions,
        String defaultResolution,
        List<String> aspectRatios,
        References references,
        String provider)
        implements Model {
    public ImageModel {
        Preconditions.words(name, "images[].name");
        if (usd == null || usd.signum() < 0) {
            throw new IllegalArgumentException(name + ".usd is needed, of zero or more");
        }
        resolutions = Preconditions.some(resolutions, name + ".resolutions");
        if (!resolutions.contains(defaultResolution)) {
            throw new IllegalArgumentException(name + ".default_resolution is not one of its resolutions");
        }
        aspectRatios = Preconditions.some(aspectRatios, name + ".aspect_ratios");
    }

    /** Why a still is not made after so many pictures; empty where it is. */
    public Optional<String> whyNotReferences(int count) {
        if (references == null) {
            return Optional.of(name + " makes stills from words alone: take references away, or name another model");
        }
        if (count < references.least() || references.most() != null && count > references.most()) {
            return Optional.of(name + " makes a still after "
                    + (references.most() == null
                            ? "at least " + references.least()
                            : references.least() + " to " + references.most())
                    + " pictures, not after " + count);
        }
        return Optional.empty();
    }

    /** What the provider calls asking for a still that is made after so many pictures. */
    public String action(int pictures) {
        if (pictures == 0 || references == null) {
            return Action.GENERATE.word();
        }
        return pictures == 1 ? references.actionForOne() : references.actionForSeveral();
    }

    public Price price() {
        return new Price(usd, true);
    }

    /**
     * Pictures that go with a prompt.
     *
     * @param least how many at least, where there are any
     * @param most how many at most; null where the provider says only "several"
     * @param bytes largest one
     * @param actionForOne what the provider calls asking with one picture
     * @param actionForSeveral what the provider calls asking with more than one
     */
    public record References(int least, Integer most, long bytes, String actionForOne, String actionForSeveral) {
        public References {
            Preconditions.positive(least, "references.least");
            Preconditions.positive(bytes, "references.bytes");
            Preconditions.words(actionForOne, "references.action_for_one");
            Preconditions.words(actionForSeveral, "references.action_for_several");
        }
    }
}
