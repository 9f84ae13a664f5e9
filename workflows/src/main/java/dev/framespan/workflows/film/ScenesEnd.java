package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.studio.Cancellation;
import dev.framespan.workflows.studio.FilmOutcome;
import java.util.List;

/**
 * What the receipt of a film of several scenes is written from.
 *
 * @param items see {@link SceneReport#items()}, of all scenes that have begun
 * @param film a {@link dev.framespan.workflows.studio.Film} as JSON, in the store; null unless the outcome is {@link FilmOutcome#DONE}
 * @param trouble what kept the clips from being joined, or a scene from being made; null where nothing did
 * @param cancelled where it was when it was cancelled, what was at work not among it; null where it was not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScenesEnd(
        FilmInput input, FilmOutcome outcome, List<Asset> items, Asset film, String trouble, Cancellation cancelled) {
    public ScenesEnd {
        items = List.copyOf(items);
    }
}
