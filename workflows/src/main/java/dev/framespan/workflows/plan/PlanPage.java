package dev.framespan.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.assembly.Transition;
import java.util.Map;

/**
 * A part of a plan that is small enough for one payload: see {@link PlanPages}.
 *
 * @param plan the whole plan's own fields, and some of its keyframes, shots and speeches
 * @param before the transitions into this page's shots, by their ids; a shot that is missing is cut to
 * @param next the number of the next page; null after the last one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlanPage(Plan plan, Map<String, Transition> before, Integer next) {
    public PlanPage {
        before = before == null ? Map.of() : Map.copyOf(before);
    }
}
