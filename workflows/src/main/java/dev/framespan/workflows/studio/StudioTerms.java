package dev.framespan.workflows.studio;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.Internal;

/**
 * What the workers of a store say to a studio that is opened.
 *
 * @param run what it was started with, with what was missing
 * @param maxParallel how many generations may be begun and not ended at once, at least 1
 * @param policies what becomes of what stops before it waits for an answer; null where it waits at once
 * @param notifies true where the operator wants to be told when it waits or ends; null where not
 * @param searchable true where the server has the attributes of {@link FilmSearch}; null where not
 * @param catalogue models, limits and prices, as JSON: by them requests are checked before anything is bought
 */
@Internal
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StudioTerms(
        RunSettings run,
        int maxParallel,
        StopPolicies policies,
        Boolean notifies,
        Boolean searchable,
        String catalogue) {}
