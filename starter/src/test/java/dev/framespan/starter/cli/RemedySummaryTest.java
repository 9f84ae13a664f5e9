package dev.framespan.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemedySummaryTest {
    private static final String RENDER = "framespan render film.yaml";

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"LOST", "UNUSABLE", "REJECTED"})
    void whatIsAskedForAgainForNothingOrWouldBeRefusedAgainIsNeverBoughtOnceMore(FailureKind kind) {
        assertThat(waiting(kind, FailureKind.POLICY)).contains("--rebuy policy").doesNotContain("--rebuy " + id(kind));
        assertThat(waiting(kind)).doesNotContain("--rebuy", "buys", "buy once more");
    }

    @Test
    void whatWasPaidForIsAskedForAgain() {
        assertThat(waiting(FailureKind.LOST, FailureKind.UNUSABLE))
                .isEqualTo(RENDER + " asks for lost, unusable again, and pays nothing for that");
    }

    @Test
    void refusedWordsAreChangedFirst() {
        assertThat(waiting(FailureKind.POLICY))
                .isEqualTo("Change policy in the storyboard and render again; or " + RENDER
                        + " --rebuy policy buys once more");
        assertThat(waiting(FailureKind.REJECTED)).isEqualTo("Change rejected in the storyboard and render again");
    }

    @Test
    void aDoubtIsLookedIntoBeforeItIsBoughtOnceMore() {
        assertThat(waiting(FailureKind.AMBIGUOUS))
                .isEqualTo("After a look at the account's tasks, " + RENDER + " --rebuy ambiguous buys once more");
    }

    @Test
    void allAtOnceAreOneSentence() {
        assertThat(waiting(FailureKind.LOST, FailureKind.REJECTED, FailureKind.FAILED_AGAIN, FailureKind.AMBIGUOUS))
                .isEqualTo(
                        RENDER + " asks for lost again, and pays nothing for that; or change rejected, failed_again in"
                                + " the storyboard and render again; or after a look at the account's tasks, " + RENDER
                                + " --rebuy failed_again --rebuy ambiguous buys once more");
    }

    @Test
    void aLargerBudgetGoesOnWithWhatWaitsForIt() {
        String raise = "framespan budget film 0.72 raises its budget by $0.22";

        assertThat(new RemedySummary(
                                List.of(
                                        Stop.of(FailureKind.BUDGET, "gull", 1, "no"),
                                        Stop.of(FailureKind.BUDGET, "boat", 1, "no")),
                                RENDER,
                                raise)
                        .ofWaiting())
                .isEqualTo(raise + ", and " + RENDER + " buys gull, boat");
    }

    @Test
    void nothingIsToBeMendedWhereTheProviderFailedOnce() {
        assertThat(failed(FailureKind.FAILED, FailureKind.LOST)).isEqualTo(RENDER + " goes on from there");
        assertThat(failed(FailureKind.FAILED, FailureKind.BALANCE))
                .isEqualTo("Once the cause is mended, " + RENDER + " goes on from there");
        assertThat(failed()).startsWith("Once the cause is mended");
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void everyKindHasOneCure(FailureKind kind) {
        assertThat(kind.waitsForPerson()).isNotEqualTo(kind.needsMending() || isRenderedAgain(kind));
        assertThat(kind.isAskedAgain() && (kind.needsRebuy() || kind.needsChange()))
                .isFalse();
    }

    private static boolean isRenderedAgain(FailureKind kind) {
        return kind == FailureKind.FAILED
                || kind == FailureKind.CANCELLED
                || kind == FailureKind.REPRICED
                || kind == FailureKind.SKIPPED;
    }

    private static String waiting(FailureKind... kinds) {
        return remedies(kinds).ofWaiting();
    }

    private static String failed(FailureKind... kinds) {
        return remedies(kinds).ofFailed();
    }

    private static RemedySummary remedies(FailureKind... kinds) {
        return new RemedySummary(
                Arrays.stream(kinds)
                        .map(kind -> Stop.of(kind, id(kind), 1, "no").at(1, null))
                        .toList(),
                RENDER);
    }

    private static String id(FailureKind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }
}
