package dev.framespan.starter.render;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.StudioAnswers;
import java.util.Optional;

/** What a film is told to make in the place of something parked, as a plan says it. */
public final class PlanFix {
    private PlanFix() {}

    /**
     * The answer.
     *
     * @param id of a shot or keyframe
     * @param asset the plan
     * @return empty where the plan buys nothing of that id
     */
    public static Optional<StudioAnswers.Fix> of(Plan plan, String id, Asset asset) {
        Optional<StudioAnswers.Fix> shot = plan.shots().stream()
                .filter(each -> each.id().equals(id))
                .map(each -> new StudioAnswers.Fix(id, each.request(), each.from(), each.to(), asset))
                .findFirst();
        return shot.isPresent()
                ? shot
                : plan.keyframes().stream()
                        .filter(each -> each.id().equals(id) && each.request() != null)
                        .map(each -> new StudioAnswers.Fix(id, each.request(), null, null, asset))
                        .findFirst();
    }
}
