package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.Asset;
import java.util.List;

/**
 * How a scene stands, as its film knows it.
 *
 * @param id the scene's
 * @param title for people; null where the storyboard gives none
 * @param workflow id of its workflow, which says more while the scene is begun; null before
 * @param plan a {@link ScenePlan} as JSON, in the store
 * @param items {@link ItemPage} as JSON, in the store: how everything in it stands; null before it has ended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SceneEntry(String id, String title, String workflow, Asset plan, List<Asset> items) {
    public SceneEntry {
        items = items == null ? null : List.copyOf(items);
    }
}
