package dev.framespan.workflows.studio;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.generation.Stop;

/**
 * What becomes of what stops before a person is asked, by kind.
 *
 * @param ambiguous of a submission whose answer was lost: bought once more, it may be paid for twice; null for {@code ask}
 * @param providerError of what failed at the provider twice by its own fault; null for {@code ask}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StopPolicies(StopPolicy ambiguous, StopPolicy providerError) {
    /** A person is asked. */
    public static final StopPolicies ASK = new StopPolicies(null, null);

    StopPolicy of(Stop stop) {
        StopPolicy policy =
                switch (stop.kind()) {
                    case AMBIGUOUS -> ambiguous;
                        // What was paid for in vain is for a person to decide.
                    case FAILED_AGAIN -> Stop.KEPT_PRICE.equals(stop.code()) ? null : providerError;
                    default -> null;
                };
        return policy == null ? StopPolicy.ASK : policy;
    }
}
