package dev.framespan.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.assembly.Transition;
import java.util.Map;

/**
 * What a scene is made from, as the store keeps it.
 *
 * @param plan the film's, with what this scene makes and nothing else
 * @param before the transitions into its shots, by their ids; a shot that is missing is cut to
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ScenePlan(Plan plan, Map<String, Transition> before) {
    public ScenePlan {
        before = before == null ? Map.of() : Map.copyOf(before);
    }
}
