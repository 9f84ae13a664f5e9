package dev.framespan.workflows.film;

import dev.framespan.workflows.asset.Asset;
import java.util.List;

/**
 * A film to be cut.
 *
 * @param input the film's, with the plan that counts
 * @param items see {@link SceneReport#items()}, of all scenes
 * @param day on which it is cut, {@code 2026-11-26}
 */
public record ScenesToAssemble(FilmInput input, List<Asset> items, String day) {
    public ScenesToAssemble {
        items = List.copyOf(items);
    }
}
