package dev.framespan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.studio.ClipRequest;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.StopPolicies;
import dev.framespan.workflows.studio.StopPolicy;
import dev.framespan.workflows.studio.StudioAnswers;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.CanceledFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a workflow meets at the provider that the kit has instead of a real one. */
class StudioExtensionTest {
    @RegisterExtension
    static final StudioExtension studio = StudioExtension.of(FiveShotsImpl.class);

    private static Film film() {
        return start().result();
    }

    private static WorkflowRun<Film> start() {
        return studio.start(FiveShots.class, FiveShots::make);
    }

    @Test
    void aFilmIsMadeOfWhatWasAskedForAtThePricesOfTheCatalogue() {
        Film film = film();

        assertThat(film.timeline().cuts()).extracting(Cut::id).containsExactly("rise", "turn", "crowd", "rain", "end");
        assertThat(studio.asked())
                .extracting(AskedTake::id)
                .containsExactlyInAnyOrder("dawn", "rise", "turn", "crowd", "rain", "end");
        assertThat(studio.asked())
                .filteredOn(each -> each.id().equals("rise"))
                .singleElement()
                .satisfies(rise -> {
                    assertThat(rise.film()).isEqualTo("five-shots");
                    assertThat(rise.request().action()).isEqualTo(Action.IMAGE2VIDEO);
                    assertThat(rise.request().inputs()).hasSize(1);
                    assertThat(rise.priceUsd()).isPositive();
                });
        assertThat(studio.bought()).hasSize(6);
        assertThat(studio.spentUsd())
                .isEqualByComparingTo(
                        studio.asked().stream().map(AskedTake::priceUsd).reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(studio.joined()).containsExactly(film.timeline());
    }

    @Test
    void aFilmThatIsMadeAgainPaysNothing() {
        film();
        BigDecimal spent = studio.spentUsd();

        assertThat(film().timeline().cuts()).hasSize(5);
        assertThat(studio.spentUsd()).isEqualTo(spent);
        assertThat(studio.joined()).hasSize(2);
    }

    @Test
    void anHourAtTheProviderIsMillisecondsOfTheTest() {
        studio.provider().slow("crowd", Duration.ofHours(1));
        long begun = System.nanoTime();

        film();

        assertThat(studio.took())
                .isBetween(Duration.ofHours(1), Duration.ofHours(1).plusMinutes(1));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aClipIsAsLongAsTheTestSays() {
        studio.provider().seconds("crowd", 4.25);

        Film film = film();

        assertThat(film.timeline().cuts().get(2).facts().frames()).isEqualTo(102);
        assertThat(film.timeline().cuts().get(1).facts().frames()).isEqualTo(240);
        assertThat(film.facts().frames()).isEqualTo(120 + 240 + 102 + 120 + 120 - 4 * 12);
    }

    @Test
    void aClipTooShortForItsTransitionsStopsTheFilm() {
        studio.provider().seconds("crowd", 0.25);

        Stop stop = start().expectStop();

        assertThat(stop.kind()).isEqualTo(FailureKind.MEDIA);
        assertThat(stop.message()).contains("crowd").contains("its transitions need");
    }

    @Test
    void whatTheContentPolicyRefusesCostsNothing() {
        studio.provider().refuse("crowd");

        Stop stop = start().expectStop();

        assertThat(stop.kind()).isEqualTo(FailureKind.POLICY);
        assertThat(stop.id()).isEqualTo("crowd");
        assertThat(studio.bought()).extracting(AskedTake::id).doesNotContain("crowd");
    }

    @Test
    void whatParksIsAnsweredByHand() {
        studio.provider().refuse("crowd");
        WorkflowRun<Film> run = parking();

        assertThat(run.await("crowd", Item.State.PARKED).stop().kind()).isEqualTo(FailureKind.POLICY);
        run.answers().skip("crowd");

        assertThat(run.result().timeline().cuts()).extracting(Cut::id).containsExactly("rise", "turn", "rain", "end");
    }

    @Test
    void whatIsRefusedIsMadeWithOtherWords() {
        studio.provider().refuse("crowd");
        WorkflowRun<Film> run = parking();
        run.await("crowd", Item.State.PARKED);

        run.answers()
                .fix(new StudioAnswers.Fix(
                        "crowd",
                        ClipRequest.generate("a calm crowd")
                                .seconds(5)
                                .aspectRatio("16:9")
                                .resolution("720p")
                                .request(),
                        null,
                        null));

        assertThat(run.result().timeline().cuts()).hasSize(5);
        assertThat(studio.asked())
                .filteredOn(each -> each.id().equals("crowd"))
                .extracting(each -> each.request().prompt().text())
                .containsExactly("a crowd", "a calm crowd");
    }

    @Test
    void anAccountThatIsMendedGoesOnByItself() {
        studio.provider().stop("crowd", FailureKind.BALANCE, "the balance is used up");
        WorkflowRun<Film> run = parking();
        assertThat(run.await("crowd", Item.State.PARKED).stop().kind()).isEqualTo(FailureKind.BALANCE);

        studio.provider().mend("crowd");

        assertThat(run.result().timeline().cuts()).hasSize(5);
        assertThat(studio.bought()).hasSize(6);
    }

    private static WorkflowRun<Film> parking() {
        studio.parking();
        return start();
    }

    @Test
    void aWorkflowThatWaitsForAnAnswerSaysSoInTheEnd() {
        studio.provider().refuse("crowd");
        WorkflowRun<Film> run = parking();

        assertThatThrownBy(run::result)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("five-shots@")
                .hasMessageContaining("an answer about crowd (refused by the provider's content policy");
    }

    @Test
    void aLostAnswerIsInDoubtAndPaidForTwiceByDecisionAlone() {
        studio.provider().ambiguous("crowd");
        WorkflowRun<Film> run = parking();

        assertThat(run.await("crowd", Item.State.PARKED).stop().kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(studio.bought()).extracting(AskedTake::id).containsOnlyOnce("crowd");
        run.answers().rebuy("crowd");
        run.result();

        assertThat(studio.bought())
                .filteredOn(each -> each.id().equals("crowd"))
                .hasSize(2);
    }

    @Test
    void whatIsInDoubtIsMadeByTheTaskThatIsAdopted() {
        studio.provider().ambiguous("crowd");
        WorkflowRun<Film> run = parking();
        run.await("crowd", Item.State.PARKED);

        run.answers().adopt("crowd", "task-of-theirs");

        assertThat(run.result().timeline().cuts()).hasSize(5);
        assertThat(run.item("crowd").take().task()).isEqualTo("task-of-theirs");
        assertThat(studio.bought())
                .filteredOn(each -> each.id().equals("crowd"))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void whereverAWorkerDiesNothingIsPaidTwice(Step step) {
        studio.provider().workerDies("crowd", step);
        WorkflowRun<Film> run = start();

        if (step == Step.SUBMITTED) {
            Stop stop = run.expectStop();
            assertThat(stop.kind()).isEqualTo(FailureKind.AMBIGUOUS);
            assertThat(stop.id()).isEqualTo("crowd");
        } else {
            assertThat(run.result().timeline().cuts()).hasSize(5);
        }

        assertThat(triedTwice(step == Step.JOIN ? run.workflowId() : run.workflowId() + "/1/crowd"))
                .containsExactly(
                        switch (step) {
                            case SUBMIT, SUBMITTED -> "Submit";
                            case AWAIT -> "Await";
                            case FETCH -> "Fetch";
                            case VERIFY -> "Verify";
                            case JOIN -> "Assemble";
                        });
        assertThat(studio.bought())
                .extracting(AskedTake::id)
                .containsExactlyInAnyOrder("dawn", "rise", "turn", "crowd", "rain", "end");
    }

    /** The activities of a workflow that a second worker has done. */
    private static List<String> triedTwice(String workflow) {
        Map<Long, String> types = new HashMap<>();
        List<String> tried = new ArrayList<>();
        for (HistoryEvent event :
                studio.test().server().client().fetchHistory(workflow).getEvents()) {
            if (event.hasActivityTaskScheduledEventAttributes()) {
                types.put(
                        event.getEventId(),
                        event.getActivityTaskScheduledEventAttributes()
                                .getActivityType()
                                .getName());
            } else if (event.getActivityTaskStartedEventAttributes().getAttempt() == 2) {
                tried.add(
                        types.get(event.getActivityTaskStartedEventAttributes().getScheduledEventId()));
            }
        }
        return tried;
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"LOST", "UNUSABLE"})
    void whatIsMissingIsLookedForBeforeItIsBoughtOnceMore(FailureKind kind) {
        studio.provider().stop("crowd", kind, "it is not there");
        WorkflowRun<Film> run = parking();
        assertThat(run.await("crowd", Item.State.PARKED).stop().kind()).isEqualTo(kind);
        assertThat(studio.bought()).hasSize(6);

        studio.provider().mend("crowd");
        run.answers().rebuy("crowd");

        assertThat(run.result().timeline().cuts()).hasSize(5);
        assertThat(studio.bought()).hasSize(6);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"LOST", "UNUSABLE"})
    void whatIsStillMissingIsBoughtOnceMoreAsDecided(FailureKind kind) {
        studio.provider().stop("crowd", kind, "it is not there");
        WorkflowRun<Film> run = parking();
        assertThat(run.await("crowd", Item.State.PARKED).stop().submission()).isEqualTo(1);

        run.answers().goOn();
        run.pass(Duration.ofMinutes(1));
        assertThat(run.await("crowd", Item.State.PARKED).stop().submission()).isEqualTo(1);
        run.answers().rebuy("crowd");

        run.pass(Duration.ofMinutes(1));
        assertThat(run.await("crowd", Item.State.PARKED).stop().submission()).isEqualTo(2);
        assertThat(studio.bought())
                .filteredOn(each -> each.id().equals("crowd"))
                .hasSize(2);
        run.answers().skip("crowd");
        run.result();
    }

    @Test
    void whatIsDecidedBeforehandNeedsNoAnswer() {
        studio.provider().ambiguous("crowd").fail("rain", 2);
        studio.policies(new StopPolicies(StopPolicy.parse("rebuy"), StopPolicy.parse("skip")));

        assertThat(parking().result().timeline().cuts())
                .extracting(Cut::id)
                .containsExactly("rise", "turn", "crowd", "end");
        assertThat(studio.bought())
                .extracting(AskedTake::id)
                .containsExactlyInAnyOrder("dawn", "rise", "turn", "crowd", "crowd", "end");
        assertThat(studio.settings("another").policies().ambiguous()).isEqualTo(new StopPolicy(1, false));
    }

    @Test
    void whatFailsTwiceIsBoughtAgainByDecisionAlone() {
        studio.provider().fail("crowd", 2);
        WorkflowRun<Film> run = parking();

        assertThat(run.await("crowd", Item.State.PARKED).stop().kind())
                .isIn(FailureKind.FAILED, FailureKind.FAILED_AGAIN);
        run.answers().goOn();
        run.pass(Duration.ofMinutes(1));
        assertThat(run.await("crowd", Item.State.PARKED).stop().kind()).isEqualTo(FailureKind.FAILED_AGAIN);
        run.answers().rebuy("crowd");
        run.result();

        assertThat(studio.bought()).hasSize(6);
    }

    @Test
    void aRateLimitIsWaitedFor() {
        studio.provider().rateLimit("crowd", 3);

        assertThat(film().timeline().cuts()).hasSize(5);
        assertThat(studio.took()).isGreaterThan(Duration.ofSeconds(3));
        assertThat(studio.asked()).hasSize(6);
    }

    @Test
    void aBudgetIsKeptAndRefusesWithTheWorkersWords() {
        studio.budgetUsd("1.50");
        WorkflowRun<Film> run = parking();

        run.await("turn", Item.State.PARKED);
        Stop stop = run.items().stream()
                .filter(item -> item.state() == Item.State.PARKED)
                .findFirst()
                .orElseThrow()
                .stop();

        assertThat(stop.kind()).isEqualTo(FailureKind.BUDGET);
        assertThat(stop.message()).contains("of the film's budget of $1.50").contains("framespan budget five-shots");
        assertThat(studio.spentUsd()).isLessThanOrEqualTo(new BigDecimal("1.50"));
    }

    @Test
    void whoCancelsGetsBackWhatIsQueuedAndKeepsWhatHasBegun() {
        studio.provider().queued("crowd", Duration.ofHours(1)).slow("rain", Duration.ofHours(1));
        WorkflowRun<Film> run = parking();
        run.await("rise", Item.State.DONE);
        // So that the others are at the provider, and no activity of theirs is under way.
        run.pass(Duration.ofMinutes(1));

        run.cancel();

        assertThatThrownBy(run::result)
                .isInstanceOf(WorkflowFailedException.class)
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(studio.bought()).extracting(AskedTake::id).contains("rain").doesNotContain("crowd");
    }

    @Test
    void outsideATestThereIsNoStudio() {
        assertThatThrownBy(() -> StudioExtension.of(FiveShotsImpl.class).provider())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("while a test runs");
    }
}
