package dev.framespan.workflows.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.studio.ClipRequest;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.Studio;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a film does when the account has spent as much as it may on a day. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DayLimitTest {
    private static final String SAID = "the day's limit of 5 USD is reached";

    private final WorkflowTestServer server = new WorkflowTestServer();
    private final Instant midnight = server.now().plus(Duration.ofHours(10).plusMinutes(30));

    @AfterEach
    void close() {
        server.close();
    }

    private void waits(String id, BooleanSupplier room) {
        server.submit(
                id,
                (purchase, waits, call) -> room.getAsBoolean()
                        ? SubmitResult.running(WorkflowTestServer.task(purchase))
                        : SubmitResult.nextDay(
                                Duration.between(server.now(), midnight), SAID, new BigDecimal("0.357")));
    }

    private boolean isNextDay() {
        return !server.now().isBefore(midnight);
    }

    @Test
    void whatWaitsForTheNextDayHoldsNoPermit() {
        server.atOnce(1);
        waits("dear", this::isNextDay);

        FilmReport report = server.film(new Plans().shots("dear", "had", "too").film("film"));

        assertThat(report.outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(isNextDay()).isTrue();
        assertThat(server.calls().stream().filter(call -> call.startsWith("submit")))
                .startsWith("submit dear", "submit had", "submit too");
        // At first, and every hour, in case the limit was raised; then at midnight.
        assertThat(server.times("submit dear")).isEqualTo(1 + 10 + 1);
    }

    @Test
    void ofManyThatWaitOneIsTriedEveryHourAndAllAreAskedForAtMidnight() {
        String[] shots = IntStream.range(0, 30).mapToObj(i -> "shot-" + i).toArray(String[]::new);
        for (String shot : shots) {
            waits(shot, this::isNextDay);
        }

        assertThat(server.film(new Plans().shots(shots).film("film")).outcome()).isEqualTo(FilmOutcome.DONE);

        assertThat(server.purchases()).hasSize(30 + 10 + 30);
    }

    @Test
    void whereTheNextDayHasNoRoomForAllTheOthersWaitOn() {
        String[] shots = IntStream.range(0, 30).mapToObj(i -> "shot-" + i).toArray(String[]::new);
        AtomicInteger bought = new AtomicInteger();
        for (String shot : shots) {
            server.submit(shot, (purchase, waits, call) -> {
                Duration left = Duration.between(server.now(), midnight);
                Duration again = left.plusDays(1);
                if (!left.isNegative() && !left.isZero() || again.toSeconds() > 0 && bought.incrementAndGet() > 10) {
                    return SubmitResult.nextDay(
                            left.isNegative() || left.isZero() ? again : left, SAID, new BigDecimal("0.357"));
                }
                return SubmitResult.running(WorkflowTestServer.task(purchase));
            });
        }

        assertThat(server.film(new Plans().shots(shots).film("film")).outcome()).isEqualTo(FilmOutcome.DONE);

        // At midnight: those that fit, and at most so many in vain as have permits at once; not each of the rest.
        assertThat(server.purchases().size()).isLessThan(30 + 10 + 10 + 20 + 24 + 20 + 2);
    }

    @Test
    void aRaisedLimitLetsAllGoOn() {
        Instant raised = server.now().plus(Duration.ofHours(2));
        AtomicReference<Instant> asked = new AtomicReference<>();
        for (String shot : new String[] {"dawn", "rise", "set"}) {
            waits(shot, () -> {
                // Not when all has ended: time that is skipped may have gone on to anything by then.
                asked.set(server.now());
                return asked.get().isAfter(raised);
            });
        }

        assertThat(server.film(new Plans().shots("dawn", "rise", "set").film("film"))
                        .outcome())
                .isEqualTo(FilmOutcome.DONE);

        assertThat(asked.get()).isBefore(midnight);
        assertThat(server.purchases()).hasSize(3 + 1 + 3);
    }

    @Test
    void aFilmSaysWhatItWaitsFor() {
        waits("dear", this::isNextDay);
        WorkflowStub own = server.own("song", settings -> {
            Studio studio = Studio.open(settings);
            studio.clip(ClipRequest.generate("dear").named("dear"));
            Workflow.sleep(Duration.ofMinutes(1));
            Item item = studio.items().get(0);
            return item.state() + " " + item.stop().message() + " " + studio.isSettled();
        });

        assertThat(own.getResult(String.class)).isEqualTo("PARKED " + SAID + " false");
    }

    @Test
    void aShotThatNoDayHasRoomForStops() {
        server.submit("dear", (purchase, waits, call) -> {
            throw Stop.of(FailureKind.DAY_LIMIT, purchase, "more than the day's limit")
                    .failure();
        });

        assertThat(server.film(new Plans().shots("dear").film("film")).outcome())
                .isEqualTo(FilmOutcome.FAILED);
    }

    @Test
    void whatWaitsForTheNextDayHearsAtOnceThatTheAccountIsRefused() {
        waits("dear", this::isNextDay);
        server.submit("last", (purchase, waits, call) -> {
            WorkflowTestServer.until(this::isOneParked);
            throw Stop.of(FailureKind.BALANCE, purchase, "the balance is used up")
                    .failure();
        });

        assertThat(server.film(new Plans().shots("dear", "last").film("film")).outcome())
                .isEqualTo(FilmOutcome.FAILED);
        // On the next day it would have been asked for once more.
        assertThat(server.times("submit dear")).isEqualTo(1);
    }

    private boolean isOneParked() {
        return server
                .client()
                .newUntypedWorkflowStub("film")
                .query(FilmWorkflow.STATUS, FilmStatus.class)
                .items()
                .stream()
                .anyMatch(item -> item.state() == Item.State.PARKED);
    }

    @Test
    void aFilmThatIsCancelledWhileItWaitsEnds() {
        // As long as this is at work, the server's time does not run ahead.
        server.await("long", (task, call) -> {
            throw ApplicationFailure.newBuilder()
                    .setMessage("not yet")
                    .setType("NotYet")
                    .setNextRetryDelay(Duration.ofHours(1))
                    .build();
        });
        waits("dear", this::isNextDay);
        WorkflowStub film = server.start(new Plans().shots("dear", "long").film("film"));
        WorkflowTestServer.until(() -> server.times("submit dear") > 0);
        film.cancel();

        assertThatThrownBy(() -> film.getResult(FilmReport.class)).hasMessageContaining("film");
        assertThat(server.receiptInput().outcome()).isEqualTo(FilmOutcome.CANCELLED);
        assertThat(server.receiptInput().items().get(0).state()).isIn(Item.State.BLOCKED, Item.State.STOPPED);
    }
}
