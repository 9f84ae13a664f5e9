package dev.framespan.workflows.asset;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.Objects;

/**
 * A still, clip or film that was made here, with what decoding it has shown.
 *
 * @param asset its bytes; {@code clip} and {@code film} in earlier records
 */
public record MediaAsset(@JsonAlias({"clip", "film"}) Asset asset, MediaFacts facts) {
    public MediaAsset {
        Objects.requireNonNull(asset, "asset");
        Objects.requireNonNull(facts, "facts");
    }
}
