package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.Stop;
import java.util.List;

/**
 * What a film workflow returns: what to deliver, or what it waits for.
 *
 * @param film null unless the outcome is {@link FilmOutcome#DONE}
 * @param contactSheet null unless the outcome is {@link FilmOutcome#DONE}
 * @param receipt a {@link Receipt} as JSON, in the store
 * @param stops every still and clip that stopped
 * @param trouble what kept the clips from being joined; null where nothing did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FilmResult(
        FilmOutcome outcome, Asset film, Asset contactSheet, Asset receipt, List<Stop> stops, String trouble) {
    public FilmResult {
        stops = List.copyOf(stops);
    }
}
