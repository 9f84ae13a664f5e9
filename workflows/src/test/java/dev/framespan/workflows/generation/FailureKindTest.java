package dev.framespan.workflows.generation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the kinds of failure mean for money. */
class FailureKindTest {
    /** What was not accepted, or is taken for given back. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "POLICY",
                "REJECTED",
                "FAILED",
                "FAILED_AGAIN",
                "CANCELLED",
                "DAY_LIMIT",
                "UNREACHABLE",
                "UNSEEN",
                "STORE",
                "INTERNAL"
            })
    void whatMayCostNothingMakesRoom(FailureKind kind) {
        assertThat(kind.mayMakeRoom()).isTrue();
    }

    /** What may have been charged, what refuses the account, and what was never reserved. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "AMBIGUOUS",
                "LOST",
                "UNUSABLE",
                "UNAUTHORIZED",
                "BALANCE",
                "ADDRESS",
                "BUDGET",
                "REPRICED",
                "UNPRICED",
                "GONE",
                "RATE_LIMITED",
                "MEDIA"
            })
    void whatMayBeChargedAndWhatWasNotReservedMakesNone(FailureKind kind) {
        assertThat(kind.mayMakeRoom()).isFalse();
    }
}
