package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.WorkIdentity;
import java.util.Objects;

/**
 * What a film workflow is started with.
 *
 * @param film the film's id, with which the workflow's begins
 * @param store identity of the store that holds the plan; a worker with another store refuses the film
 * @param plan a {@link Plan} as JSON, in the store
 * @param realm of the provider that is paid; null in films of before messages carried it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FilmInput(String film, String store, Asset plan, String realm) {
    public FilmInput {
        Objects.requireNonNull(film, "film");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(plan, "plan");
    }

    /** Whose work the film is. */
    public WorkIdentity identity() {
        return new WorkIdentity(store, realm);
    }
}
