package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.account.UnlimitedPermits;
import dev.framespan.activities.callback.CallbackHealth;
import dev.framespan.activities.callback.CallbackTask;
import dev.framespan.activities.callback.ToldTasks;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.activities.store.MemoryStore;
import dev.framespan.workflows.account.PermitRequest;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.ProviderTask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The provider calls about a task; what it says is not believed. */
class CallbackLooksTest {
    @TempDir
    Path folder;

    private final MemoryStore store = new MemoryStore();
    private final List<String> woken = new ArrayList<>();
    private final List<String> permits = new ArrayList<>();
    private TestPurchases purchases;
    private CallbackHealth health;
    private CallbackLooks looks;
    private TaskWaiters waiters;
    private ProviderTask task;
    private CallbackTask called;
    private boolean serverAnswers = true;

    private final Waking waking = new Waking() {
        @Override
        public void complete(String workflow, String run, String activity) {
            wake("complete " + workflow + " " + run + " " + activity);
        }

        @Override
        public void lookNow(String workflow, String run, String activity) {
            wake("look " + workflow + " " + run + " " + activity);
        }

        private void wake(String what) {
            if (!serverAnswers) {
                throw new IllegalStateException("no server");
            }
            woken.add(what);
        }
    };

    @BeforeEach
    void buy() throws IOException {
        purchases = new TestPurchases(store, folder);
        task = purchases.buy().task();
        called = new CallbackTask(task.fingerprint(), task.submission());
        health = new CallbackHealth(store, "example.org");
        waiters = new TaskWaiters(store, purchases.clock);
        looks = looks(Optional.of(waking));
    }

    @AfterEach
    void close() throws IOException {
        purchases.close();
    }

    private CallbackLooks looks(Optional<Waking> how) {
        return new CallbackLooks(store, purchases.provider, new Ended(), health, how, purchases.clock);
    }

    private void isIn(TaskStatus.State state) {
        purchases.provider.answersStatus(new TaskStatus(state, 10, List.of(), "task_failed", "because"));
    }

    private void waits(String film, String workflow) {
        ProviderTask known = new ProviderTask(
                task.fingerprint(),
                task.submission(),
                task.task(),
                film,
                "gull",
                1,
                false,
                task.priceUsd(),
                task.submittedAt(),
                false,
                null);
        waiters.register(known, workflow, "run-of-" + workflow, "activity-of-" + workflow);
    }

    @Test
    void everyFilmThatWaitsIsWokenOnceAndTheAccountHasItsPermitBack() throws IOException {
        isIn(TaskStatus.State.COMPLETED);
        waits("storm", "a");
        waits("calm", "b");

        assertThat(looks.at(called, 0, List.of())).isEmpty();

        assertThat(woken)
                .containsExactlyInAnyOrder("complete a run-of-a activity-of-a", "complete b run-of-b activity-of-b");
        assertThat(permits).containsExactly(PermitRequest.id("memory", task.fingerprint()) + " " + task.task());
        assertThat(health.isGood()).isTrue();
        assertThat(waiters.of(called)).isEmpty();

        looks.at(called, 0, List.of());
        assertThat(woken).as("a replay").hasSize(2);
        assertThat(purchases.provider.looks()).isEqualTo(1);
    }

    @Test
    void aTaskThatFailedIsWrittenDownAndItsFilmsFindThatOutByThemselves() throws IOException {
        isIn(TaskStatus.State.FAILED);
        waits("storm", "a");

        looks.at(called, 0, List.of());

        assertThat(woken).containsExactly("look a run-of-a activity-of-a");
        assertThat(purchases.state(1))
                .isInstanceOfSatisfying(LedgerEntry.Failed.class, failed -> assertThat(failed.kind())
                        .isEqualTo(FailureKind.FAILED));
    }

    @Test
    void withoutAFilmThatWaitsTheLedgerIsSettledAllTheSame() throws IOException {
        isIn(TaskStatus.State.FAILED);

        looks.at(called, 0, List.of());

        assertThat(purchases.state(1)).isInstanceOf(LedgerEntry.Failed.class);
        assertThat(permits).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = TaskStatus.State.class,
            names = {"QUEUED", "PROCESSING", "UNKNOWN"})
    void aTaskThatHasNotEndedIsLookedAtAFewTimesAndThenLeftToThePoll(TaskStatus.State state) throws IOException {
        isIn(state);
        waits("storm", "a");

        int times = 0;
        while (looks.at(called, times, List.of()).isPresent()) {
            times++;
        }

        assertThat(times).isBetween(1, 3);
        assertThat(woken).isEmpty();
        assertThat(permits).isEmpty();
        assertThat(purchases.state(1)).isInstanceOf(LedgerEntry.Submitted.class);
        assertThat(health.isGood())
                .as("nothing has come yet that can be relied on")
                .isFalse();
        assertThat(new ToldTasks(store).has(called)).isFalse();
    }

    @Test
    void aCallBeforeTheAnswerWasWrittenDownIsTriedAgain() throws IOException {
        purchases.provider.plays(ScriptedProvider.DIES_AFTER_THE_BYTES);
        try {
            purchases.buy(TestPurchases.shot(2));
        } catch (ScriptedProvider.Death death) {
            // It is being sent.
        }
        CallbackTask sent = new CallbackTask(TestPurchases.fingerprint(TestPurchases.shot(2)), 1);

        assertThat(looks.at(sent, 0, List.of())).isPresent();
        purchases.ledger.add(sent.fingerprint(), 1, new LedgerEntry.Submitted(purchases.clock.instant(), "task-2"));
        isIn(TaskStatus.State.COMPLETED);

        assertThat(looks.at(sent, 1, List.of())).isEmpty();
        assertThat(health.isGood()).isTrue();
    }

    @Test
    void aSubmissionThatNeverGetsAnAnswerIsGivenUp() throws IOException {
        assertThat(looks.at(new CallbackTask(task.fingerprint(), 7), 0, List.of()))
                .as("that was never made")
                .isEmpty();
        purchases.provider.plays(ScriptedProvider.CHARGES_BUT_THE_ANSWER_IS_LOST);
        try {
            purchases.buy(TestPurchases.shot(2));
        } catch (io.temporal.failure.ApplicationFailure lost) {
            // It is ambiguous.
        }
        CallbackTask ambiguous = new CallbackTask(TestPurchases.fingerprint(TestPurchases.shot(2)), 1);
        int times = 0;
        while (looks.at(ambiguous, times, List.of()).isPresent()) {
            times++;
        }

        assertThat(times).isBetween(2, 10);
        assertThat(purchases.provider.looks()).isZero();
    }

    @Test
    void aReplayOfAnOldFilmCostsNothing() throws IOException {
        purchases.completes(1);

        assertThat(looks.at(called, 0, List.of())).isEmpty();

        assertThat(purchases.provider.looks()).isZero();
        assertThat(woken).isEmpty();
    }

    @Test
    void aProviderThatDoesNotAnswerIsAskedAgainAndOneThatRefusesIsNot() throws IOException {
        purchases.provider.answersNoStatus(
                ProviderException.of(FailureKind.UNREACHABLE, ProviderException.Accepted.NO, "away")
                        .build());
        assertThat(looks.at(called, 0, List.of())).isPresent();

        purchases.provider.answersNoStatus(
                ProviderException.of(FailureKind.UNAUTHORIZED, ProviderException.Accepted.NO, "no")
                        .build());
        assertThat(looks.at(called, 0, List.of())).isEmpty();
    }

    @Test
    void aServerThatDoesNotAnswerIsToldAgain() throws IOException {
        isIn(TaskStatus.State.COMPLETED);
        waits("storm", "a");
        serverAnswers = false;

        Optional<Duration> again = looks.at(called, 0, List.of());
        assertThat(again).isPresent();
        serverAnswers = true;
        assertThat(looks.at(called, 1, List.of())).isEmpty();

        assertThat(woken).hasSize(1);
    }

    @Test
    void whereFilmsCannotBeWokenTheirPollsGoOnAsIfNothingHadCalled() throws IOException {
        isIn(TaskStatus.State.FAILED);
        waits("storm", "a");

        assertThat(looks(Optional.empty()).at(called, 0, List.of())).isEmpty();

        assertThat(purchases.state(1)).isInstanceOf(LedgerEntry.Failed.class);
        assertThat(health.isGood()).isFalse();
        assertThat(waiters.of(called)).hasSize(1);
    }

    @Test
    void aFilmThatIsCancelledIsNotWoken() throws IOException {
        isIn(TaskStatus.State.COMPLETED);
        waits("storm", "a");
        waiters.markCancelled(task, "run-of-a");

        looks.at(called, 0, List.of());

        assertThat(woken).isEmpty();
    }

    /** Remembers what was given back. */
    private final class Ended extends UnlimitedPermits {
        @Override
        public void end(String id, String ended) {
            permits.add(id + " " + ended);
        }
    }
}
