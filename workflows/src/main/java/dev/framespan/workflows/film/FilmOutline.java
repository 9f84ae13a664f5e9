package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.plan.PlanPage;
import dev.framespan.workflows.studio.StopPolicies;
import java.util.List;

/**
 * What a film workflow begins with; either a page or scenes are there.
 *
 * @param title the film's
 * @param maxParallel how many generations of a film, or of one of its scenes, may be begun and not ended at once, at least 1
 * @param policies see {@link LoadedPlan#policies()}
 * @param notifies see {@link LoadedPlan#notifies()}
 * @param searchable see {@link LoadedPlan#searchable()}
 * @param page the plan's first page, where one workflow makes the film; null where scenes do
 * @param scenes in the order in which they are begun; each needs nothing but what those before it make
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FilmOutline(
        String title,
        int maxParallel,
        StopPolicies policies,
        Boolean notifies,
        Boolean searchable,
        PlanPage page,
        List<SceneOutline> scenes) {
    public FilmOutline {
        scenes = scenes == null ? List.of() : List.copyOf(scenes);
    }
}
