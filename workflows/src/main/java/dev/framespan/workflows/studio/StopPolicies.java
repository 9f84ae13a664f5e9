package dev.framespan.workflows.studio;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.generation.FailureKind;

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

    StopPolicy of(FailureKind kind) {
        StopPolicy policy =
                switch (kind) {
                    case AMBIGUOUS -> ambiguous;
                    case FAILED_AGAIN -> providerError;
                    default -> null;
                };
        return policy == null ? StopPolicy.ASK : policy;
    }
}
