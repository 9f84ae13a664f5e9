package dev.framespan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.studio.ClipRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A decision to buy once more is about the question before it, as in the real store. */
class FakeLedgerTest {
    private static final Purchase CROWD = new Purchase(
            "film", "run", "crowd", ClipRequest.generate("a crowd").seconds(5).request(), null);
    private static final String FINGERPRINT = "crowd's";

    private final FakeLedger ledger = new FakeLedger();

    private void doubt() {
        ledger.inDoubt(CROWD, FINGERPRINT, BigDecimal.ONE, Instant.EPOCH, "the answer was lost");
    }

    private ProviderTask task() {
        return ledger.accepted(CROWD, FINGERPRINT, BigDecimal.ONE, Instant.EPOCH);
    }

    private Optional<SubmitResult> known() {
        return ledger.known(CROWD, FINGERPRINT);
    }

    private void assertAsks(FailureKind kind) {
        assertThatThrownBy(this::known)
                .satisfies(failure ->
                        assertThat(Stop.of(failure).orElseThrow().kind()).isEqualTo(kind));
    }

    private void assertMayBeSubmitted() {
        assertThat(known()).isEmpty();
    }

    @Test
    void aDecisionOfBeforeADoubtDoesNotAnswerIt() {
        ledger.rebuy("film", "crowd");
        doubt();

        assertAsks(FailureKind.AMBIGUOUS);
        ledger.rebuy("film", "crowd");
        assertMayBeSubmitted();
    }

    @Test
    void aDecisionGivenTwiceDoesNotAnswerTheNextDoubt() {
        doubt();
        ledger.rebuy("film", "crowd");
        ledger.rebuy("film", "crowd");
        assertMayBeSubmitted();
        assertMayBeSubmitted();
        doubt();

        assertAsks(FailureKind.AMBIGUOUS);
    }

    @Test
    void aDecisionAboutAnotherShotOrFilmIsNoAnswer() {
        doubt();
        ledger.rebuy("film", "rain");
        ledger.rebuy("another", "crowd");

        assertAsks(FailureKind.AMBIGUOUS);
    }

    @Test
    void decisionsByHandDoNotCountAgainstThoseMadeBeforehand() {
        ledger.rebuy("film", "crowd");

        assertThat(ledger.rebuyByPolicy("film", "crowd", 1)).isTrue();
        assertThat(ledger.rebuyByPolicy("film", "crowd", 1)).isFalse();
    }

    @Test
    void aSecondFailureAsksAgainAndADecisionBeginsTheCountAnew() {
        assertThat(ledger.stopped(task(), FailureKind.FAILED, "failed")).isEqualTo(FailureKind.FAILED);
        ledger.rebuy("film", "crowd");
        assertMayBeSubmitted();
        assertThat(ledger.stopped(task(), FailureKind.FAILED, "failed")).isEqualTo(FailureKind.FAILED_AGAIN);

        assertAsks(FailureKind.FAILED_AGAIN);
        ledger.rebuy("film", "crowd");
        assertMayBeSubmitted();
        assertThat(ledger.stopped(task(), FailureKind.FAILED, "failed")).isEqualTo(FailureKind.FAILED);
    }

    @Test
    void whatIsLostIsLookedForOnceAfterADecisionAndBoughtThen() {
        ProviderTask lost = task();
        ledger.rebuy("film", "crowd");
        ledger.stopped(lost, FailureKind.LOST, "not known");
        assertThat(known().orElseThrow()).isEqualTo(SubmitResult.running(lost));

        ledger.rebuy("film", "crowd");
        assertThat(known().orElseThrow()).isEqualTo(SubmitResult.runningOrBought(lost));
        ledger.stopped(lost, FailureKind.LOST, "not known");

        assertMayBeSubmitted();
        assertThat(task().submission()).isEqualTo(2);
    }

    @Test
    void whatTheProviderKeepsNoCopyOfIsBoughtByDecision() {
        ledger.stopped(task(), FailureKind.GONE, "no use");
        assertAsks(FailureKind.GONE);

        ledger.rebuy("film", "crowd");
        assertMayBeSubmitted();
    }
}
