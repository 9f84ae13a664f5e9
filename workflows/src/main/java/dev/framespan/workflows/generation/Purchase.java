package dev.framespan.workflows.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * One still or clip to be bought for a film, or found to be bought already.
 *
 * @param film the film's id
 * @param run of the film's workflow, so that what this run bought can be told from what was bought before
 * @param id of the shot or keyframe
 * @param identity whose work it is; null in work from before messages carried it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Purchase(String film, String run, String id, GenerationRequest request, WorkIdentity identity) {
    public Purchase {
        Objects.requireNonNull(film, "film");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(request, "request");
    }
}
