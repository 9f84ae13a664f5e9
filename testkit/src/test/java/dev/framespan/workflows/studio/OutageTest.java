package dev.framespan.workflows.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store without room, or a provider that is away, is met by one for all, as often as it takes. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutageTest {
    private static final int SHOTS = 50;
    private static final Duration NIGHT = Duration.ofHours(9);
    // Two slots a permit are begun before the first of them has said that it met the outage.
    private static final int AT_ONCE = 4;
    private static final int BROKEN = 6;

    private final WorkflowTestServer server = new WorkflowTestServer().atOnce(AT_ONCE);

    @AfterEach
    void close() {
        server.close();
    }

    private static List<String> shots() {
        return IntStream.range(0, SHOTS).mapToObj(number -> "shot-" + number).toList();
    }

    /** A film of many clips; its end is how many of them are in it. */
    private WorkflowStub film() {
        return server.own("song", settings -> {
            Studio studio = Studio.open(settings.parking());
            List<Promise<Clip>> clips = new ArrayList<>();
            shots().forEach(id -> clips.add(studio.clip(ClipRequest.generate(id).named(id))));
            return String.valueOf(studio.cut(clips).get().timeline().cuts().size());
        });
    }

    private SubmitResult unless(boolean outage, FailureKind kind, Purchase purchase) {
        if (outage) {
            throw Stop.of(kind, purchase, "met").failure();
        }
        return SubmitResult.running(WorkflowTestServer.task(purchase));
    }

    private long submissions() {
        return server.calls().stream().filter(call -> call.startsWith("submit")).count();
    }

    private void nightOf(FailureKind kind) {
        Instant morning = server.now().plus(NIGHT);
        shots().forEach(id ->
                server.submit(id, (purchase, waits, call) -> unless(server.now().isBefore(morning), kind, purchase)));

        assertThat(film().getResult(String.class)).isEqualTo(String.valueOf(SHOTS));
        assertThat(submissions()).isLessThan(SHOTS + 2 * AT_ONCE + 15);
        assertThat(server.history("song").getEvents()).hasSizeLessThan(1_500);
    }

    @Test
    void aNightWithoutRoomCostsALongFilmNoLongHistory() {
        nightOf(FailureKind.STORE);
    }

    @Test
    void aNightWithoutAProviderCostsALongFilmNoLongHistory() {
        nightOf(FailureKind.UNREACHABLE);
    }

    @Test
    void oneWhoseOwnRecordIsDamagedHoldsNothingUp() {
        Instant morning = server.now().plus(NIGHT);
        Instant soon = server.now().plus(Duration.ofMinutes(5));
        shots().stream()
                .limit(BROKEN)
                .forEach(id -> server.submit(
                        id,
                        (purchase, waits, call) ->
                                unless(server.now().isBefore(morning), FailureKind.STORE, purchase)));
        shots().stream()
                .skip(BROKEN)
                .forEach(id -> server.submit(
                        id,
                        (purchase, waits, call) -> unless(server.now().isAfter(soon), FailureKind.POLICY, purchase)));

        assertThat(film().getResult(String.class)).isEqualTo(String.valueOf(SHOTS));
    }

    @Test
    void continueAsksForAllAndHoldsThemAgainWhereItIsNotOver() {
        AtomicBoolean mended = new AtomicBoolean();
        shots().forEach(id ->
                server.submit(id, (purchase, waits, call) -> unless(!mended.get(), FailureKind.STORE, purchase)));
        WorkflowStub own = film();
        WorkflowTestServer.until(() -> parked(own) == SHOTS);
        long before = submissions();
        own.update("continue", Object.class);
        WorkflowTestServer.until(() -> submissions() > before && parked(own) == SHOTS);
        assertThat(submissions() - before).isLessThan(2 * AT_ONCE + 5);
        mended.set(true);
        own.update("continue", Object.class);

        assertThat(own.getResult(String.class)).isEqualTo(String.valueOf(SHOTS));
    }

    private static long parked(WorkflowStub own) {
        return own.query(StudioAnswers.ITEMS, Items.class).stream()
                .filter(item -> item.state() == Item.State.PARKED)
                .count();
    }

    /** For the query's type. */
    private static final class Items extends ArrayList<Item> {
        private static final long serialVersionUID = 1;
    }

    @Test
    void framesWaitForRoomTogetherWithEverythingElse() {
        Instant morning = server.now().plus(NIGHT);
        server.frame(() -> {
            if (server.now().isBefore(morning)) {
                throw ApplicationFailure.newNonRetryableFailure("the disk of the store is full", "STORE");
            }
        });
        WorkflowStub own = server.own("song", settings -> {
            Studio studio = Studio.open(settings.parking());
            List<Promise<Clip>> clips = new ArrayList<>();
            shots().forEach(id -> {
                Promise<Clip> first = studio.clip(ClipRequest.generate(id).named(id));
                clips.add(first);
                clips.add(studio.clip(ClipRequest.imageToVideo(studio.frame("end-" + id, first, FramePosition.LAST))
                        .named("after-" + id)));
            });
            return String.valueOf(studio.cut(clips).get().timeline().cuts().size());
        });

        assertThat(own.getResult(String.class)).isEqualTo(String.valueOf(2 * SHOTS));
        assertThat(server.calls().stream()
                        .filter(call -> call.startsWith("frame"))
                        .count())
                .isLessThan(2 * SHOTS + 20);
    }
}
