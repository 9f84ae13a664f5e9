package dev.framespan.workflows.film;

import dev.framespan.workflows.asset.Asset;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a scene has come to.
 *
 * @param scene its id
 * @param spentUsd US dollars that its takes cost by the price list; null in scenes of before it was said
 * @param items {@link ItemPage} as JSON, in the store: its stills, clips and speeches, some in each
 */
public record SceneReport(String scene, BigDecimal spentUsd, List<Asset> items) {
    public SceneReport {
        items = List.copyOf(items);
    }
}
