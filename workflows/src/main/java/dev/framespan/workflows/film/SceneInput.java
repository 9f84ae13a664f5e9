package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.studio.StopPolicies;
import java.math.BigDecimal;

/**
 * What a scene workflow is started with.
 *
 * @param film what its film was started with
 * @param run id of the run of the film's workflow, to which its purchases belong
 * @param maxParallel how many of its generations may be begun and not ended at once, at least 1
 * @param policies see {@link LoadedPlan#policies()}
 * @param budgetUsd US dollars that the film may cost when the scene begins; null for no limit
 * @param tellWhenLeft of how many generations that are left it tells its film, so that the next scene may begin; null where none is to come
 *     after it, and in scenes of before
 * @param paused true where it begins nothing until it is told to; null where it does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SceneInput(
        FilmInput film,
        SceneOutline scene,
        String run,
        int maxParallel,
        StopPolicies policies,
        BigDecimal budgetUsd,
        Integer tellWhenLeft,
        Boolean paused) {}
