package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.FilmSearch;
import dev.framespan.workflows.studio.StopPolicies;

/**
 * What a film workflow works from.
 *
 * @param plan what is to be bought and shown; prompts that are long stay in the store
 * @param maxParallel how many of the film's generations may be begun and not ended at once, at least 1
 * @param policies what becomes of what stops before it waits for an answer; null where it waits at once
 * @param notifies true where the operator wants to be told when the film waits or ends; null where not
 * @param searchable true where the worker's server has the attributes of {@link FilmSearch}; null where not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadedPlan(Plan plan, int maxParallel, StopPolicies policies, Boolean notifies, Boolean searchable) {}
