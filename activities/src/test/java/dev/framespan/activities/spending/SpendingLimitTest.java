package dev.framespan.activities.spending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.LedgerException;
import dev.framespan.activities.spending.SpendingLimit.Answer;
import dev.framespan.activities.spending.SpendingLimit.Submission;
import dev.framespan.activities.store.MemoryStore;
import dev.framespan.activities.testing.UtcClock;
import dev.framespan.workflows.generation.FailureKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpendingLimitTest {
    private static final String HOST = "example.org";
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final Submission GULL = submission("a", 1);
    private static final Submission BOAT = submission("b", 1);

    private final MemoryStore store = new MemoryStore();
    private final Ledger ledger = new Ledger(store);
    private Instant now = Instant.parse("2026-03-01T23:59:00Z");
    private final UtcClock clock = new UtcClock() {
        @Override
        public Instant instant() {
            return now;
        }
    };

    private static Submission submission(String letter, int number) {
        return new Submission("v1:" + letter.repeat(64), number, false);
    }

    private SpendingLimit ofFilm() {
        return SpendingLimit.ofFilm(store, "storm", HOST, clock);
    }

    private SpendingLimit ofDay() {
        return SpendingLimit.ofDay(store, LocalDate.parse("2026-03-01"), HOST, clock);
    }

    private void claimed(Submission submission, String film, String realm) throws IOException {
        ledger.add(
                submission.fingerprint(),
                submission.number(),
                1,
                new LedgerEntry.Claimed(now, "o", now, film, "run", "gull", 1, "kling-v3", ONE, null, realm));
    }

    private void sent(Submission submission, String film, String realm) throws IOException {
        claimed(submission, film, realm);
        ledger.add(submission.fingerprint(), submission.number(), new LedgerEntry.Sending(now, "o", now, 1));
        ledger.add(submission.fingerprint(), submission.number(), new LedgerEntry.Submitted(now, "task"));
    }

    @Test
    void aPriceIsHeldForTwoMinutesUnlessItIsSent() throws IOException {
        Instant until = now.plus(SpendingLimit.HOLD);
        assertThat(ofFilm().reserve(ONE, GULL, ONE))
                .isInstanceOfSatisfying(
                        Answer.Reserved.class, held -> assertThat(held.until()).isBefore(until));
        assertThat(ofFilm().reserve(ONE, GULL, ONE)).isInstanceOf(Answer.Reserved.class);
        now = until.minusMillis(1);
        assertThat(ofFilm().reserve(ONE, BOAT, ONE)).isEqualTo(new Answer.TooMuch(ONE));
        claimed(GULL, "storm", HOST);
        now = until;
        assertThat(ofFilm().reserve(ONE, BOAT, ONE)).isInstanceOf(Answer.Reserved.class);
    }

    @Test
    void whatIsSentWithoutALimitCountsForThoseThatHaveOne() throws IOException {
        BigDecimal two = new BigDecimal(2);
        assertThat(ofFilm().reserve(null, GULL, ONE)).isEqualTo(new Answer.Reserved(null));
        assertThat(ofFilm().reserve(two, BOAT, ONE)).isInstanceOf(Answer.Reserved.class);
        sent(GULL, "storm", HOST);
        assertThat(ofFilm().confirm(null, GULL, ONE)).isTrue();

        assertThat(ofFilm().reserve(two, submission("c", 1), ONE)).isEqualTo(new Answer.TooMuch(two));
    }

    @Test
    void aReservationThatAnotherClockGaveAwayIsSentOnlyWhereThereIsStillRoom() throws IOException {
        ofFilm().reserve(ONE, GULL, ONE);
        now = now.plus(SpendingLimit.HOLD);
        assertThat(ofFilm().reserve(ONE, BOAT, ONE)).isInstanceOf(Answer.Reserved.class);
        sent(BOAT, "storm", HOST);
        sent(GULL, "storm", HOST);

        assertThat(ofFilm().confirm(ONE, BOAT, ONE)).isTrue();
        assertThat(ofFilm().confirm(ONE, GULL, ONE)).isFalse();
        assertThat(ofFilm().confirm(new BigDecimal(2), GULL, ONE)).isTrue();
    }

    @Test
    void whatIsNotSentTodayIsReservedNoMore() throws IOException {
        ofFilm().reserve(ONE, GULL, ONE);
        ofFilm().release(GULL);

        assertThat(ofFilm().reserve(ONE, BOAT, ONE)).isInstanceOf(Answer.Reserved.class);
    }

    @Test
    void whatIsSentStaysCountedWhenAWorkerWithASmallerLimitAsksForItAgain() throws IOException {
        BigDecimal two = new BigDecimal(2);
        ofFilm().reserve(two, GULL, ONE);
        ofFilm().reserve(two, BOAT, ONE);
        sent(GULL, "storm", HOST);
        sent(BOAT, "storm", HOST);

        assertThat(ofFilm().reserve(ONE, BOAT, ONE)).isEqualTo(new Answer.TooMuch(ONE));

        assertThat(ofFilm().counted(Set.of()).reservedUsd()).isEqualTo(two);
        assertThat(ofFilm().reserve(two, submission("c", 1), ONE)).isEqualTo(new Answer.TooMuch(two));
    }

    @Test
    void whatIsNotSentAndFindsNoRoomIsReservedNoMore() throws IOException {
        ofFilm().reserve(ONE, GULL, ONE);
        claimed(GULL, "storm", HOST);

        assertThat(ofFilm().reserve(new BigDecimal("0.5"), GULL, ONE)).isEqualTo(new Answer.TooMuch(BigDecimal.ZERO));
        assertThat(ofFilm().reserve(ONE, BOAT, ONE)).isInstanceOf(Answer.Reserved.class);
    }

    @Test
    void whatAnotherWorkerSentMeanwhileStaysCountedWhenThisOneTakesItBack() throws IOException {
        ofFilm().reserve(ONE, GULL, ONE);
        sent(GULL, "storm", HOST);

        ofFilm().release(GULL);

        assertThat(ofFilm().reserve(ONE, BOAT, ONE)).isEqualTo(new Answer.TooMuch(ONE));
    }

    @Test
    void whatAnotherFilmSentFirstIsNotHeldForThisOne() throws IOException {
        ofFilm().reserve(ONE, GULL, ONE);
        sent(GULL, "calm", HOST);

        assertThat(ofFilm().reserve(ONE, BOAT, ONE)).isInstanceOf(Answer.Reserved.class);
    }

    @Test
    void aRecordThatIsLostOrDamagedIsMadeAnewOfTheLedger() throws IOException {
        sent(GULL, "storm", HOST);
        sent(submission("c", 1), "storm", "simulator");
        sent(submission("d", 1), "calm", HOST);
        assertThat(ofFilm().reserve(ONE, BOAT, ONE)).isEqualTo(new Answer.TooMuch(ONE));

        store.replace("spending/films/storm/example.org.json", "{".getBytes(StandardCharsets.UTF_8));
        assertThat(ofFilm().reserve(ONE, BOAT, ONE)).isEqualTo(new Answer.TooMuch(ONE));
        assertThat(ofFilm().reserve(new BigDecimal(2), BOAT, ONE)).isInstanceOf(Answer.Reserved.class);
    }

    @Test
    void whatCannotBeReadOfAnotherFilmStopsNoFilmAndCountsForTheDay() throws IOException {
        sent(BOAT, "calm", HOST);
        damage(BOAT, "0001-3-submitted");

        assertThat(ofFilm().reserve(ONE, GULL, ONE)).isInstanceOf(Answer.Reserved.class);
        for (int time = 1; time <= 2; time++) {
            assertThat(ofDay().reserve(ONE, GULL, ONE)).isEqualTo(new Answer.TooMuch(ONE));
            assertThat(ofDay().counted(Set.of()).reservedUsd()).isEqualTo(ONE);
        }
        assertThat(ofDay().reserve(new BigDecimal(2), GULL, ONE)).isInstanceOf(Answer.Reserved.class);
    }

    @Test
    void whatANewerVersionKnowsOfAnotherFilmStopsNoFilm() throws IOException {
        sent(BOAT, "calm", HOST);
        store.create(key(BOAT, "0001-5-audited"), "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(ofFilm().reserve(ONE, GULL, ONE)).isInstanceOf(Answer.Reserved.class);
    }

    @Test
    void whatCannotBeReadOfThisFilmStopsIt() throws IOException {
        sent(BOAT, "storm", HOST);
        damage(BOAT, "0001-3-submitted");

        assertThatThrownBy(() -> ofFilm().reserve(ONE, GULL, ONE)).isInstanceOf(LedgerException.class);
    }

    @Test
    void aSubmissionOfWhichNobodyKnowsForWhomItWasMadeStopsAllThatHaveALimit() throws IOException {
        sent(BOAT, "calm", HOST);
        damage(BOAT, "0001-1-claimed-01");
        assertThatThrownBy(() -> ofFilm().reserve(ONE, GULL, ONE)).isInstanceOf(LedgerException.class);
        assertThatThrownBy(() -> ofDay().reserve(ONE, GULL, ONE)).isInstanceOf(LedgerException.class);
    }

    @Test
    void aSubmissionThatOnlyANewerVersionKnowsStopsAllThatHaveALimit() throws IOException {
        sent(BOAT, "calm", HOST);
        store.create(key(BOAT, "0002-1-taken"), "{}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> ofFilm().reserve(ONE, GULL, ONE)).isInstanceOf(LedgerException.class);
    }

    private void damage(Submission submission, String entry) throws IOException {
        String key = key(submission, entry);
        assertThat(store.read(key)).isPresent();
        store.replace(key, "{".getBytes(StandardCharsets.UTF_8));
    }

    private static String key(Submission submission, String entry) {
        String hash = submission.fingerprint().substring(3);
        return "ledger/v1/" + hash.substring(0, 2) + "/" + hash + "/" + entry + ".json";
    }

    @Test
    void whatAnEarlierVersionBoughtForTheFilmCountsInEachRealm() throws IOException {
        sent(GULL, "storm", null);
        sent(submission("c", 1), "calm", null);

        assertThat(ofFilm().reserve(ONE, BOAT, ONE)).isEqualTo(new Answer.TooMuch(ONE));
        assertThat(SpendingLimit.ofFilm(store, "storm", "simulator", clock).reserve(ONE, BOAT, ONE))
                .isEqualTo(new Answer.TooMuch(ONE));
        assertThat(ofFilm().reserve(new BigDecimal(2), BOAT, ONE)).isInstanceOf(Answer.Reserved.class);
        assertThat(ofDay().reserve(ONE, BOAT, ONE)).isInstanceOf(Answer.Reserved.class);
    }

    @Test
    void whatWasJustClaimedCountsWhereTheRecordIsMadeAnew() throws IOException {
        claimed(GULL, "storm", HOST);

        assertThat(ofFilm().reserve(ONE, BOAT, ONE)).isEqualTo(new Answer.TooMuch(ONE));
        now = now.plus(SpendingLimit.HOLD);
        assertThat(ofFilm().reserve(ONE, BOAT, ONE)).isInstanceOf(Answer.Reserved.class);
    }

    @Test
    void aDayCountsAllFilmsAndWhatWasReservedBeforeMidnightStaysWithItsDay() throws IOException {
        sent(submission("c", 1), "calm", HOST);
        assertThat(ofDay().reserve(new BigDecimal(2), GULL, ONE)).isInstanceOf(Answer.Reserved.class);
        now = now.plus(Duration.ofSeconds(61));
        sent(GULL, "storm", HOST);
        now = now.plus(Duration.ofHours(1));

        assertThat(ofDay().reserve(new BigDecimal(2), BOAT, ONE)).isEqualTo(new Answer.TooMuch(new BigDecimal(2)));
    }

    @Test
    void whoAsksBeforehandFindsWhatCountsAndHoldsNothing() throws IOException {
        assertThat(ofFilm().counted(Set.of())).isEqualTo(SpendingLimit.Counted.NOTHING);
        sent(GULL, "storm", HOST);
        sent(submission("c", 1), "calm", HOST);
        ledger.add(GULL.fingerprint(), 1, new LedgerEntry.Failed(now, FailureKind.POLICY, "c", "m", null, false, null));
        sent(BOAT, "storm", HOST);
        Submission doubtful = submission("d", 1);
        claimed(doubtful, "storm", HOST);
        ofFilm().reserve(new BigDecimal(4), submission("e", 1), ONE);

        assertThat(ofFilm().counted(Set.of())).isEqualTo(new SpendingLimit.Counted(ONE, ONE, BigDecimal.ZERO));

        ledger.add(doubtful.fingerprint(), 1, new LedgerEntry.Sending(now, "o", now, 1));
        assertThat(ofFilm().counted(Set.of()))
                .isEqualTo(new SpendingLimit.Counted(ONE, new BigDecimal(2), BigDecimal.ZERO));
        assertThat(ofFilm().counted(Set.of(doubtful.fingerprint())))
                .isEqualTo(new SpendingLimit.Counted(ONE, ONE, ONE));
        assertThat(ofFilm().reserve(new BigDecimal(4), submission("f", 1), ONE))
                .isEqualTo(new Answer.TooMuch(new BigDecimal(4)));
    }
}
