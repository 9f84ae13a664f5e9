package dev.framespan.workflows.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.Item;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a film does when the next thing would go over its budget. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FilmBudgetTest {
    private static final BigDecimal FIVE = new BigDecimal("5");
    private static final BigDecimal SIX = new BigDecimal("6");

    private final WorkflowTestServer server = new WorkflowTestServer();

    @AfterEach
    void close() {
        server.close();
    }

    /** The provider's worker refuses this one as long as the film may cost no more than five dollars. */
    private void dear(String id) {
        server.submit(id, (purchase, waits, call) -> {
            if (purchase.budgetUsd().compareTo(FIVE) <= 0) {
                throw Stop.of(FailureKind.BUDGET, purchase, "the budget of 5 USD is used up")
                        .failure();
            }
            return SubmitResult.running(WorkflowTestServer.task(purchase));
        });
    }

    private static Plans plan() {
        return new Plans().shot("cheap", null, null).keyframe("dear").shot("after", "dear", null);
    }

    @Test
    void theRestGoesOnAndTheFilmSaysWhatItWaitsFor() {
        dear("dear");
        ReceiptInput report = reported(server.start(plan().film("film"), FIVE));

        assertThat(report.outcome()).isEqualTo(FilmOutcome.WAITS);
        assertThat(report.items())
                .extracting(item -> item.id() + " " + item.state())
                .containsExactly("dear PARKED", "cheap DONE", "after WAITING");
        assertThat(server.times("submit after")).isZero();
    }

    @Test
    void whatStartsOnAFrameGoesOnWhileSomethingElseWaitsForALargerBudget() {
        dear("dear");
        Plan two = plan().shot("on", "end", null).film("film");
        List<Plan.Keyframe> keyframes = new ArrayList<>(two.keyframes());
        keyframes.add(Plan.Keyframe.of("end", new Plan.Frame("cheap", FramePosition.LAST)));
        Plan framed = new Plan("film", "film", 1280, 720, null, keyframes, two.shots());

        ReceiptInput report = reported(server.start(framed, FIVE));

        assertThat(report.outcome()).isEqualTo(FilmOutcome.WAITS);
        assertThat(report.items())
                .extracting(item -> item.id() + " " + item.state())
                .containsExactlyInAnyOrder("dear PARKED", "cheap DONE", "after WAITING", "on DONE");
    }

    @Test
    void aRaisedBudgetGoesOnWithWhatWaited() throws InterruptedException {
        dear("dear");
        CountDownLatch raised = new CountDownLatch(1);
        // As long as something else is at work, the film is open.
        server.await("cheap", (task, call) -> awaited(raised));
        WorkflowStub film = server.start(plan().film("film"), FIVE);
        while (server.times("submit dear") == 0) {
            Thread.sleep(20);
        }
        assertThatThrownBy(() -> film.update(FilmWorkflow.RAISE_BUDGET, BigDecimal.class, new BigDecimal("4.99")))
                .isInstanceOf(WorkflowUpdateException.class)
                .rootCause()
                .hasMessageContaining("the budget is $5.00 already");
        film.update(FilmWorkflow.RAISE_BUDGET, BigDecimal.class, SIX);
        raised.countDown();

        assertThat(reported(film).outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(server.purchases())
                .filteredOn(purchase -> purchase.id().equals("dear"))
                .extracting(Purchase::budgetUsd)
                .containsExactly(FIVE, SIX);
    }

    /** The provider's worker refuses each of these while one that is to fail holds their price. */
    private void fullUntil(BooleanSupplier free, Map<String, String> prices) {
        prices.forEach((id, price) -> server.submit(id, (purchase, waits, call) -> {
            if (!free.getAsBoolean()) {
                throw Stop.of(FailureKind.BUDGET, purchase, "no room in the budget")
                        .costing(new BigDecimal(price))
                        .failure();
            }
            return SubmitResult.running(WorkflowTestServer.task(purchase));
        }));
    }

    private long parked() {
        return count(Item.State.PARKED);
    }

    private long count(Item.State state) {
        return server
                .client()
                .newUntypedWorkflowStub("film")
                .query(FilmWorkflow.STATUS, FilmStatus.class)
                .items()
                .stream()
                .filter(item -> item.state() == state)
                .count();
    }

    @Test
    void whatDidNotFitIsAskedForAgainWhenSomethingElseFailsAndIsRefunded() {
        AtomicBoolean refunded = new AtomicBoolean();
        fullUntil(refunded::get, Map.of("gull", "2"));
        server.await("storm", (task, call) -> {
            WorkflowTestServer.until(() -> parked() == 1);
            refunded.set(true);
            throw task.stop(FailureKind.POLICY, "refused by the provider's content policy")
                    .failure();
        });

        ReceiptInput report =
                reported(server.start(new Plans().shots("storm", "gull").film("film"), FIVE));

        assertThat(report.items())
                .extracting(item -> item.id() + " " + item.state())
                .containsExactly("storm STOPPED", "gull DONE");
        assertThat(server.times("submit gull")).isEqualTo(2);
    }

    @Test
    void roomThatIsMadeWhileTheRefusalIsOnItsWayIsNotMissed() {
        AtomicInteger asked = new AtomicInteger();
        server.submit("gull", (purchase, waits, call) -> {
            if (asked.getAndIncrement() > 0) {
                return SubmitResult.running(WorkflowTestServer.task(purchase));
            }
            WorkflowTestServer.until(() -> count(Item.State.STOPPED) == 1);
            throw Stop.of(FailureKind.BUDGET, purchase, "no room in the budget")
                    .costing(BigDecimal.ONE)
                    .failure();
        });
        server.await("storm", (task, call) -> {
            WorkflowTestServer.until(() -> asked.get() == 1);
            throw task.stop(FailureKind.FAILED, "failed at the provider").failure();
        });

        ReceiptInput report =
                reported(server.start(new Plans().shots("storm", "gull").film("film"), FIVE));

        assertThat(report.items())
                .extracting(item -> item.id() + " " + item.state())
                .containsExactly("storm STOPPED", "gull DONE");
    }

    @Test
    void whatFitsTheBudgetAndNotTheDayLetsTheNextOneTryTheBudget() {
        Instant midnight = server.now().plus(Duration.ofHours(10).plusMinutes(30));
        AtomicBoolean room = new AtomicBoolean();
        AtomicReference<Instant> bought = new AtomicReference<>();
        fullUntil(room::get, Map.of("calm", "0.5", "gull", "2"));
        server.submit("calm", (purchase, waits, call) -> {
            if (!room.get()) {
                throw Stop.of(FailureKind.BUDGET, purchase, "no room in the budget")
                        .costing(new BigDecimal("0.5"))
                        .failure();
            }
            return server.now().isBefore(midnight)
                    ? SubmitResult.nextDay(
                            Duration.between(server.now(), midnight), "the day is full", new BigDecimal("0.5"))
                    : SubmitResult.running(WorkflowTestServer.task(purchase));
        });
        server.await("gull", (task, call) -> bought.set(server.now()));
        server.await("storm", (task, call) -> {
            WorkflowTestServer.until(() -> parked() == 2);
            room.set(true);
            throw task.stop(FailureKind.FAILED, "failed at the provider").failure();
        });

        ReceiptInput report =
                reported(server.start(new Plans().shots("storm", "calm", "gull").film("film"), FIVE));

        assertThat(report.items())
                .extracting(item -> item.id() + " " + item.state())
                .containsExactly("storm STOPPED", "calm DONE", "gull DONE");
        assertThat(bought.get()).isBefore(midnight);
    }

    @Test
    void ofMuchThatDoesNotFitOnlyTheCheapestIsAskedForAgain() {
        fullUntil(() -> false, Map.of("gull", "2", "calm", "0.5", "dusk", "1"));
        server.await("storm", (task, call) -> {
            WorkflowTestServer.until(() -> parked() == 3);
            throw task.stop(FailureKind.FAILED, "failed at the provider").failure();
        });

        ReceiptInput report = reported(
                server.start(new Plans().shots("storm", "gull", "calm", "dusk").film("film"), FIVE));

        assertThat(report.items())
                .extracting(item -> item.id() + " " + item.state())
                .containsExactly("storm STOPPED", "gull PARKED", "calm PARKED", "dusk PARKED");
        assertThat(server.times("submit calm")).isEqualTo(2);
        assertThat(server.times("submit gull") + server.times("submit dusk")).isEqualTo(2);
    }

    @Test
    void whereTheCheapestFitsTheNextOneIsTried() {
        AtomicInteger room = new AtomicInteger();
        fullUntil(() -> room.getAndDecrement() > 0, Map.of("gull", "2", "calm", "0.5", "dusk", "1"));
        server.await("storm", (task, call) -> {
            WorkflowTestServer.until(() -> parked() == 3);
            room.set(2);
            throw task.stop(FailureKind.FAILED, "failed at the provider").failure();
        });

        ReceiptInput report = reported(
                server.start(new Plans().shots("storm", "gull", "calm", "dusk").film("film"), FIVE));

        assertThat(report.items())
                .extracting(item -> item.id() + " " + item.state())
                .containsExactly("storm STOPPED", "gull PARKED", "calm DONE", "dusk DONE");
    }

    @Test
    void whatIsBoughtOrInDoubtMakesNoRoom() {
        fullUntil(() -> false, Map.of("gull", "2"));
        server.submit("storm", (purchase, waits, call) -> {
            WorkflowTestServer.until(() -> parked() == 1);
            throw Stop.of(FailureKind.AMBIGUOUS, purchase, "the answer was lost")
                    .failure();
        });

        ReceiptInput report =
                reported(server.start(new Plans().shots("storm", "gull", "calm").film("film"), FIVE));

        assertThat(report.outcome()).isEqualTo(FilmOutcome.WAITS);
        assertThat(server.times("submit gull")).isEqualTo(1);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ReceiptInput reported(WorkflowStub film) {
        film.getResult(Object.class);
        return server.receiptInput();
    }
}
