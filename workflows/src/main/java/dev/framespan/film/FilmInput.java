package dev.framespan.film;

import dev.framespan.asset.Asset;
import java.util.Objects;

/**
 * What a film workflow is started with.
 *
 * @param film the film's id, which is the workflow's too
 * @param store identity of the store that holds the plan; a worker with another store refuses the film
 * @param plan a {@link Plan} as JSON, in the store
 */
public record FilmInput(String film, String store, Asset plan) {
    public FilmInput {
        Objects.requireNonNull(film, "film");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(plan, "plan");
    }
}
