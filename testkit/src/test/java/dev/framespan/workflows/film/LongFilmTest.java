package dev.framespan.workflows.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.Clip;
import dev.framespan.workflows.studio.ClipRequest;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.Studio;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Films of so many shots that whatever grows with their number shows. Their plan and their ending stay below the 2 MB that a real
 * server takes in one payload, since what was not started is written down in a few words.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LongFilmTest {
    private static final int SHOTS = 5_000;

    private final WorkflowTestServer server = new WorkflowTestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private static Plan plan() {
        return new Plans()
                .shots(IntStream.range(0, SHOTS).mapToObj(i -> "s" + i).toArray(String[]::new))
                .film("long");
    }

    private long items(Item.State state) {
        return server.receiptInput().items().stream()
                .filter(item -> item.state() == state)
                .count();
    }

    @Test
    void anAccountWithoutMoneyEndsAFilmOfFiveThousandShots() {
        server.atOnce(2).submit("s0", (purchase, waits, call) -> {
            throw Stop.of(FailureKind.BALANCE, purchase, "used up").failure();
        });

        FilmReport report = server.film(plan());

        assertThat(report.outcome()).isEqualTo(FilmOutcome.FAILED);
        assertThat(report.stops()).extracting(Stop::kind).containsExactly(FailureKind.BALANCE);
        assertThat(items(Item.State.BLOCKED)).isBetween(SHOTS - 10L, SHOTS - 1L);
    }

    @Test
    void aFilmOfFiveThousandShotsCanBeCancelled() {
        server.atOnce(1)
                .submit(
                        "s0",
                        (purchase, waits, call) -> SubmitResult.later(Duration.ofHours(1), SubmitResult.Cause.LIMIT));
        WorkflowStub film = server.start(plan());
        WorkflowTestServer.until(() -> server.calls().contains("submit s0"));

        film.cancel();

        assertThatThrownBy(() -> server.result("long"))
                .isInstanceOf(WorkflowFailedException.class)
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(server.receiptInput().outcome()).isEqualTo(FilmOutcome.CANCELLED);
        assertThat(items(Item.State.BLOCKED)).isEqualTo(SHOTS - 1L);
    }

    @Test
    void noMoreClipsAreMadeReadyAtOnceThanAServerTakes() {
        MediaFacts odd = new MediaFacts(640, 360, 24, "24/1", false, "h264", "1".repeat(64));
        CountDownLatch looked = new CountDownLatch(1);
        server.verify("odd", (task, call) -> odd).conform(() -> {
            try {
                looked.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        WorkflowStub own = server.own("own", settings -> {
            Studio studio = Studio.open(settings);
            Promise<Clip> clip = studio.clip(ClipRequest.generate("odd").named("odd"));
            List<Promise<Clip>> shown = IntStream.range(0, 2_100)
                    .mapToObj(number -> clip.thenApply(made -> new Clip("odd" + number, made.take())))
                    .toList();
            return String.valueOf(studio.cut(shown).get().timeline().cuts().size());
        });
        WorkflowTestServer.until(
                () -> server.calls().stream().anyMatch(call -> call.startsWith("prepare")), Duration.ofMinutes(1));

        long started = server.history("own").getEvents().stream()
                .filter(event -> event.hasActivityTaskScheduledEventAttributes())
                .count();
        looked.countDown();

        assertThat(started).isBetween(1_000L, 1_999L);
        assertThat(own.getResult(String.class)).isEqualTo("2100");
    }
}
