package dev.framespan.workflows.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.workflows.payload.Payloads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an account holds back over all its workers while its provider answers unclearly. */
class AccountOutageTest {
    private AccountLimits limits = new AccountLimits();
    private long now = 1_700_000_000_000L;
    private int told;

    private static PermitRequest shot(int number) {
        return shot(number, false);
    }

    private static PermitRequest shot(int number, boolean decided) {
        String id = "shot" + number;
        return new PermitRequest(id, "store", "v1:" + number, "storm", 0, "storm/1/" + number, "run", decided);
    }

    private AccountReply ask(PermitRequest... requests) {
        return tell("one", List.of(requests), Map.of(), List.of(), false, null);
    }

    private AccountReply tell(
            String worker,
            List<PermitRequest> asks,
            Map<String, String> ended,
            List<SubmissionAnswer> answers,
            boolean wouldProbe,
            ProbeAnswer probed) {
        return limits.exchange(
                new AccountExchange(
                        worker, 20, 10, asks, null, ended, null, answers, wouldProbe ? true : null, probed, null),
                now);
    }

    private AccountReply answered(int number, long epoch, boolean accepted) {
        SubmissionAnswer answer = new SubmissionAnswer("answer-" + told++, "shot" + number, epoch, accepted);
        return tell("one", List.of(), Map.of(), List.of(answer), false, null);
    }

    private AccountReply unclear(int number) {
        return answered(number, limits.look("one", now).state().epoch(), false);
    }

    private AccountReply accepted(int number) {
        return answered(number, limits.look("one", now).state().epoch(), true);
    }

    private Outage wouldProbe(String worker) {
        return tell(worker, List.of(), Map.of(), List.of(), true, null).state();
    }

    private Outage probed(String token, boolean clear) {
        return tell("one", List.of(), Map.of(), List.of(), false, new ProbeAnswer(token, clear))
                .state();
    }

    private void wait(Duration time) {
        now += time.toMillis();
    }

    private void assertProbedClearly() {
        wait(Duration.ofMinutes(5));
        probed(wouldProbe("one").probe(), true);
    }

    @Test
    void afterAnUnclearAnswerOneTriesAgainAndNoOtherOneMay() {
        ask(shot(1), shot(2));
        AccountReply reply = unclear(1);

        assertThat(reply.unused()).as("what would be the trial").contains("shot2");
        assertThat(reply.state().allows("shot2")).as("before it has asked").isFalse();
        assertThat(ask(shot(2)).state().allows("shot2")).isTrue();
        AccountReply another = ask(shot(3));
        assertThat(another.unused()).containsExactly("shot2");
        assertThat(another.state().allows("shot3")).isFalse();
    }

    @Test
    void theNextOneTriesWhenTheTrialWasGivenBackOrItsWorkerDied() {
        ask(shot(1));
        unclear(1);
        ask(shot(2), shot(3), shot(4));

        AccountReply next = tell("one", List.of(), Map.of("shot2", ""), List.of(), false, null);
        assertThat(next.state().trial()).isEqualTo("shot3");
        ask(shot(3));
        wait(Duration.ofMinutes(2));
        assertThat(ask(shot(4)).unused()).containsExactly("shot3");
        wait(Duration.ofMinutes(1).plusSeconds(1));
        assertThat(ask(shot(4)).state().trial()).isEqualTo("shot4");
    }

    @Test
    void anAcceptedTrialEndsItForAll() {
        ask(shot(1));
        unclear(1);
        ask(shot(2), shot(3));

        Outage over = accepted(2).state();

        assertThat(over.unclear()).isFalse();
        assertThat(over.ended()).isEqualTo(now);
        assertThat(ask(shot(3), shot(4)).unused()).contains("shot3", "shot4");
    }

    @Test
    void anAcceptanceOfWhatWasBegunBeforeEndsNothing() {
        ask(shot(1), shot(2));
        unclear(1);

        assertThat(answered(2, 0, true).state().unclear()).isTrue();
    }

    @Test
    void afterTwoUnclearAnswersNothingIsGrantedUntilAWorkerHasProbed() {
        ask(shot(1), shot(2), shot(3));
        unclear(1);
        Outage pause = unclear(2).state();

        assertThat(pause.restMillis()).isEqualTo(1000);
        assertThat(pause.allows("shot3")).as("granted before").isFalse();
        assertThat(ask(shot(4)).unused()).isEmpty();
        assertThat(wouldProbe("one").probe()).as("too early").isNull();
        wait(Duration.ofSeconds(1));
        assertThat(ask(shot(4)).unused()).isEmpty();
        assertThat(limits.look("one", now).state().probeDue()).isTrue();
        String token = wouldProbe("one").probe();
        assertThat(token).isNotNull();
        assertThat(wouldProbe("other").probe()).as("one worker at a time").isNull();

        Outage failed = probed(token, false);
        assertThat(failed.restMillis()).isEqualTo(2000);
        wait(Duration.ofSeconds(2));
        Outage over = probed(wouldProbe("other").probe(), true);
        assertThat(over.restMillis()).isZero();
        assertThat(over.trial()).as("one at a time").isEqualTo("shot4");
    }

    @Test
    void aWorkerThatDiesWhileItProbesLeavesThatToOthers() {
        unclear(1);
        unclear(2);
        wait(Duration.ofSeconds(2));
        assertThat(wouldProbe("one").probe()).isNotNull();
        wait(Duration.ofSeconds(59));
        assertThat(wouldProbe("other").probe()).isNull();
        wait(Duration.ofSeconds(2));

        assertThat(wouldProbe("other").probe()).isNotNull();
    }

    @Test
    void aClockThatIsSetBackHoldsNothingUp() {
        Duration month = Duration.ofDays(30).negated();
        unclear(1);
        ask(shot(2));
        wait(month);
        assertThat(ask(shot(3)).state().trial()).as("another's trial is over").isEqualTo("shot3");
        unclear(2);
        wait(month);
        assertThat(wouldProbe("one").probe()).as("the pause is over").isNotNull();
        wait(month);
        assertThat(wouldProbe("other").probe()).as("another's probe is over").isNotNull();
    }

    @Test
    void anAnswerThatIsToldTwiceCountsOnce() {
        SubmissionAnswer answer = new SubmissionAnswer("the-same", "shot1", 0, false);
        tell("one", List.of(), Map.of(), List.of(answer), false, null);
        Outage again =
                tell("one", List.of(), Map.of(), List.of(answer), false, null).state();

        assertThat(again.restMillis()).isZero();
        assertThat(ask(shot(2)).state().allows("shot2")).isTrue();
    }

    @Test
    void whereAProbeWasWorthNothingOnlyADecidedOneTriesForTwoHours() {
        unclear(1);
        unclear(2);
        assertProbedClearly();
        ask(shot(3));
        unclear(3);
        wait(Duration.ofSeconds(30));
        probed(wouldProbe("one").probe(), true);

        AccountReply kept = ask(shot(4));
        assertThat(kept.unused()).isEmpty();
        assertThat(Duration.ofMillis(kept.state().undecidedMillis()))
                .isBetween(Duration.ofMinutes(119), Duration.ofHours(2));
        assertThat(ask(shot(1, true)).unused()).containsExactly("shot1");
        assertThat(accepted(1).unused()).contains("shot4");
    }

    @Test
    void theNextTriesUndecidedAfterTwoHours() {
        unclear(1);
        unclear(2);
        assertProbedClearly();
        ask(shot(3));
        unclear(3);
        assertProbedClearly();
        assertThat(ask(shot(4), shot(5)).unused()).isEmpty();
        wait(Duration.ofHours(2));

        assertThat(ask(shot(4), shot(5)).unused()).containsExactly("shot4");
    }

    @Test
    void whatIsInDoubtTriesUnderThePermitThatItHas() {
        ask(shot(1));
        unclear(1);
        ask(shot(2));
        unclear(2);
        assertProbedClearly();

        AccountReply one = ask(shot(1, true));
        assertThat(one.state().allows("shot1")).isTrue();
        assertThat(ask(shot(2, true)).unused()).as("one at a time").containsExactly("shot1");
        unclear(1);
        assertProbedClearly();
        assertThat(ask(shot(2, true)).state().allows("shot2")).isTrue();
    }

    @Test
    void itIsRememberedForHalfADayAndWrittenAndRead() throws JsonProcessingException {
        assertThat(Payloads.json().writeValueAsString(limits)).doesNotContain("outage");
        unclear(1);
        unclear(2);
        String written = Payloads.json().writeValueAsString(limits);

        limits = Payloads.json().readValue(written, AccountLimits.class);

        assertThat(Payloads.json().writeValueAsString(limits)).isEqualTo(written);
        assertThat(limits.look("one", now).state().restMillis()).isEqualTo(1000);
        assertThat(limits.isIdle(now)).isFalse();
        assertThat(limits.isIdle(now + Duration.ofHours(13).toMillis())).isTrue();
    }

    @Test
    void aReplyOfAnAccountWithoutOutagesIsWrittenAsBefore() throws JsonProcessingException {
        AccountReply reply = ask(shot(1));

        assertThat(Payloads.json().writeValueAsString(reply))
                .isEqualTo("{\"unused\":[\"shot1\"],\"running\":1,\"waiting\":0,\"limit\":20,\"restMillis\":0,"
                        + "\"perSecond\":10.0}");
        assertThat(Payloads.json().writeValueAsString(shot(1))).doesNotContain("decided");
        assertThat(Payloads.json().readValue(Payloads.json().writeValueAsString(unclear(1)), AccountReply.class))
                .isEqualTo(limits.look("one", now));
    }
}
