package dev.framespan.workflows.film;

import dev.framespan.workflows.asset.Asset;
import java.util.List;

/**
 * What a scene has come to.
 *
 * @param scene its id
 * @param items {@link SceneItems} as JSON, in the store: its stills, clips and speeches, some in each
 */
public record SceneReport(String scene, List<Asset> items) {
    public SceneReport {
        items = List.copyOf(items);
    }
}
