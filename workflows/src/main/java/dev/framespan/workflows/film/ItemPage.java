package dev.framespan.workflows.film;

import dev.framespan.workflows.studio.Item;
import java.util.List;

/**
 * How some of a scene's stills, clips and speeches stand when it ends, as the store keeps it.
 *
 * @param atWork ids of those that were in progress when the film was cancelled
 */
public record ItemPage(List<Item> items, List<String> atWork) {
    public ItemPage {
        items = List.copyOf(items);
        atWork = atWork == null ? List.of() : List.copyOf(atWork);
    }
}
