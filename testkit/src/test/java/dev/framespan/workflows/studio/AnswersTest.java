package dev.framespan.workflows.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Promise;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What stops parks alone, and each answer goes on with it. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AnswersTest {
    private final WorkflowTestServer server = new WorkflowTestServer();
    private final List<Asset> shown = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    private static ClipRequest clip(String name) {
        return ClipRequest.generate(name).named(name);
    }

    private void refuses(String id, FailureKind kind, int times) {
        server.submit(id, (purchase, waits, call) -> {
            if (call <= times) {
                throw Stop.of(kind, purchase, "refused").failure();
            }
            return SubmitResult.running(WorkflowTestServer.task(purchase));
        });
    }

    /** A film of two clips. */
    private WorkflowStub film() {
        return film(StopPolicies.ASK);
    }

    private WorkflowStub film(StopPolicies policies) {
        return server.own("song", settings -> {
            Studio studio = Studio.open(settings.parking().policies(policies));
            Promise<Clip> one = studio.clip(clip("one"));
            Promise<Clip> two = studio.clip(clip("two"));
            Film film = studio.cut(List.of(one, two)).get();
            shown.addAll(film.timeline().cuts().stream().map(Cut::clip).toList());
            return studio.items().stream()
                            .map(item -> item.id() + " " + item.state())
                            .toList() + " " + film.timeline().cuts().size();
        });
    }

    private static Item item(WorkflowStub own, String id) {
        return own.query(StudioAnswers.ITEMS, ItemList.class).stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** For the query's type. */
    private static final class ItemList extends java.util.ArrayList<Item> {
        private static final long serialVersionUID = 1;
    }

    private static void untilParked(WorkflowStub own, String id) {
        WorkflowTestServer.until(() -> own.query(StudioAnswers.ITEMS, ItemList.class).stream()
                .anyMatch(item -> item.id().equals(id) && item.state() == Item.State.PARKED));
    }

    private static Item fix(WorkflowStub own, String id, String words) {
        return own.update(
                "fix",
                Item.class,
                new StudioAnswers.Fix(
                        id, clip(id).request().copy().prompt(Prompt.of(words)).build(), null, null));
    }

    @Test
    void oneShotParksAndTheOthersGoOn() {
        refuses("one", FailureKind.POLICY, 1);
        WorkflowStub own = film();
        untilParked(own, "one");
        WorkflowTestServer.until(() -> item(own, "two").state() == Item.State.DONE);

        assertThat(item(own, "one").stop().kind()).isEqualTo(FailureKind.POLICY);
        assertThat(item(own, "one").since()).isNotNull();
        fix(own, "one", "something harmless");

        assertThat(own.getResult(String.class)).isEqualTo("[one DONE, two DONE] 2");
        assertThat(server.purchases("one"))
                .extracting(purchase -> purchase.request().prompt().text())
                .containsExactly("one", "something harmless");
    }

    @Test
    void whatIsLeftOutIsNotInTheFilm() {
        refuses("one", FailureKind.REJECTED, 1);
        WorkflowStub own = film();
        untilParked(own, "one");
        own.update("skip", Item.class, "one");

        assertThat(own.getResult(String.class)).isEqualTo("[one SKIPPED, two DONE] 1");
    }

    @Test
    void whatIsMadeFromWhatIsLeftOutParks() {
        refuses("one", FailureKind.REJECTED, 1);
        WorkflowStub own = server.own("song", settings -> {
            Studio studio = Studio.open(settings.parking());
            Promise<Clip> one = studio.clip(clip("one"));
            Promise<Still> own2 = studio.still(StillRequest.of("a still").named("still"));
            Promise<Clip> two = studio.clip(ClipRequest.imageToVideo(studio.frame(one, FramePosition.LAST))
                    .named("two"));
            return studio.cut(List.of(one, two)).get().timeline().cuts().size()
                    + own2.get().id();
        });
        untilParked(own, "one");
        own.update("skip", Item.class, "one");
        untilParked(own, "two");

        assertThat(item(own, "two").stop().kind()).isEqualTo(FailureKind.INPUT_SKIPPED);
        assertThat(item(own, "two").stop().message()).contains("needs one, which was left out");
        assertThatThrownBy(() -> own.update("continue", Object.class))
                .isInstanceOf(WorkflowUpdateException.class)
                .rootCause()
                .hasMessageContaining("nothing waits that could be asked for once more");
        own.update(
                "fix",
                Item.class,
                new StudioAnswers.Fix("two", ClipRequest.imageToVideo(null).request(), "still", null));

        assertThat(own.getResult(String.class)).isEqualTo("1still");
    }

    @Test
    void whatIsInDoubtIsBoughtOnceMoreOrAdopted() {
        refuses("one", FailureKind.AMBIGUOUS, 1);
        refuses("two", FailureKind.AMBIGUOUS, 1);
        WorkflowStub own = film();
        untilParked(own, "one");
        untilParked(own, "two");
        assertThatThrownBy(() -> own.update("adopt", Item.class, "one", "not a task"))
                .isInstanceOf(WorkflowUpdateException.class);
        own.update("rebuy", Item.class, "one");
        own.update("adopt", Item.class, "two", "task-7");

        assertThat(own.getResult(String.class)).isEqualTo("[one DONE, two DONE] 2");
        assertThat(server.calls()).contains("rebuy one", "adopt two task-7");
    }

    @Test
    void aRefusedAccountIsAskedOnceAndGoesOnByItself() {
        server.atOnce(1);
        refuses("one", FailureKind.BALANCE, 2);
        WorkflowStub own = film();

        assertThat(own.getResult(String.class)).isEqualTo("[one DONE, two DONE] 2");
        assertThat(server.times("submit one")).isEqualTo(3);
        assertThat(server.times("submit two")).isEqualTo(1);
    }

    @Test
    void nothingElseIsAskedOfARefusedAccountUntilItIsAcceptedAgain() {
        server.atOnce(1);
        refuses("one", FailureKind.BALANCE, 2);
        film().getResult(String.class);

        // One of them is tried for both, in turn.
        assertThat(server.calls().stream().filter(call -> call.startsWith("submit")))
                .startsWith("submit one", "submit one", "submit two");
    }

    @Test
    void continueAsksARefusedAccountOnce() {
        refuses("one", FailureKind.BALANCE, 1_000);
        refuses("two", FailureKind.BALANCE, 1_000);
        WorkflowStub own = film();
        untilParked(own, "one");
        untilParked(own, "two");
        long asked = server.times("submit one") + server.times("submit two");
        own.update("continue", Object.class);
        WorkflowTestServer.until(() -> server.times("submit one") + server.times("submit two") > asked);
        untilParked(own, "one");
        untilParked(own, "two");

        assertThat(server.times("submit one") + server.times("submit two")).isEqualTo(asked + 1);
        // Now the other one is first in turn.
        own.update("continue", Object.class);
        WorkflowTestServer.until(() -> server.times("submit one") + server.times("submit two") > asked + 1);
        untilParked(own, "one");
        untilParked(own, "two");

        assertThat(server.times("submit one") + server.times("submit two")).isEqualTo(asked + 2);
        own.cancel();
        assertThatThrownBy(() -> own.getResult(String.class)).isInstanceOf(WorkflowFailedException.class);
    }

    /** Awaits it until the latch is counted down. */
    private CountDownLatch holds(String id) {
        CountDownLatch held = new CountDownLatch(1);
        server.await(id, (task, call) -> {
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return held;
    }

    @Test
    void aStoreThatIsFullIsAskedAgainByItself() {
        refuses("one", FailureKind.STORE, 2);

        assertThat(film().getResult(String.class)).isEqualTo("[one DONE, two DONE] 2");
        assertThat(server.times("submit one")).isEqualTo(3);
    }

    @Test
    void aFilmIsJoinedWhenItsStoreHasRoomAgain() {
        AtomicInteger joins = new AtomicInteger();
        server.join(() -> {
            if (joins.incrementAndGet() < 3) {
                throw ApplicationFailure.newNonRetryableFailure("the disk of the store is full", "STORE");
            }
        });

        assertThat(film().getResult(String.class)).isEqualTo("[one DONE, two DONE] 2");
    }

    /** A film whose second clip begins where its first one ends. */
    private WorkflowStub chain() {
        return server.own("song", settings -> {
            Studio studio = Studio.open(settings.parking());
            Promise<Clip> one = studio.clip(clip("one"));
            Promise<Clip> two = studio.clip(ClipRequest.imageToVideo(studio.frame("end", one, FramePosition.LAST))
                    .named("two"));
            Film film = studio.cut(List.of(one, two)).get();
            return studio.items().stream()
                            .map(item -> item.id() + " " + item.state())
                            .toList() + " " + film.timeline().cuts().size();
        });
    }

    private void failsToTakeFrames(int times) {
        AtomicInteger frames = new AtomicInteger();
        server.frame(() -> {
            if (frames.incrementAndGet() <= times) {
                throw ApplicationFailure.newNonRetryableFailure("the clip does not decode", "MEDIA");
            }
        });
    }

    @Test
    void aFrameThatCannotBeTakenParksAndIsTakenOnceMore() {
        failsToTakeFrames(1);
        WorkflowStub own = chain();
        untilParked(own, "end");
        assertThatThrownBy(() -> own.update("rebuy", Item.class, "end"))
                .rootCause()
                .hasMessageContaining("end costs nothing and is not bought");
        own.update("continue", Object.class);

        assertThat(own.getResult(String.class)).isEqualTo("[one DONE, two DONE] 2");
    }

    @Test
    void whatBeginsOnAFrameThatIsLeftOutParks() {
        failsToTakeFrames(1);
        WorkflowStub own = chain();
        untilParked(own, "end");
        own.update("skip", Item.class, "end");
        untilParked(own, "two");
        assertThat(item(own, "two").stop().kind()).isEqualTo(FailureKind.INPUT_SKIPPED);
        own.update("skip", Item.class, "two");

        assertThat(own.getResult(String.class)).isEqualTo("[one DONE, two SKIPPED, end SKIPPED] 1");
    }

    @Test
    void aWrongAnswerIsRefusedWithItsReasonAndLeavesNoTrace() {
        refuses("one", FailureKind.POLICY, 1);
        WorkflowStub own = film();
        untilParked(own, "one");
        WorkflowTestServer.until(() -> item(own, "two").state() == Item.State.DONE);

        assertThatThrownBy(() -> own.update("skip", Item.class, "three"))
                .rootCause()
                .hasMessageContaining("there is no shot, keyframe or speech three in this film");
        assertThatThrownBy(() -> own.update("skip", Item.class, "two"))
                .rootCause()
                .hasMessageContaining("two is made; an answer is waited for about one");
        assertThatThrownBy(() -> own.update("adopt", Item.class, "one", "task-7"))
                .rootCause()
                .hasMessageContaining("one is not in doubt: refused");
        assertThatThrownBy(() -> own.update("resume", Void.class)).rootCause().hasMessageContaining("it is not paused");
        assertThat(server.history("song").getEvents())
                .noneMatch(event -> event.getEventType().name().contains("UPDATE"));
        own.update("skip", Item.class, "one");
        own.getResult(String.class);
    }

    @Test
    void whatIsMadeCanBeMadeOnceMoreUntilTheFilmIsJoined() {
        refuses("one", FailureKind.POLICY, 1);
        WorkflowStub own = film();
        untilParked(own, "one");
        WorkflowTestServer.until(() -> item(own, "two").state() == Item.State.DONE);
        own.update("retake", Item.class, new StudioAnswers.Retake("two"));
        WorkflowTestServer.until(() -> item(own, "two").state() == Item.State.DONE);
        own.update("skip", Item.class, "one");

        assertThat(own.getResult(String.class)).isEqualTo("[one SKIPPED, two DONE] 1");
        assertThat(server.purchases("two"))
                .extracting(purchase -> purchase.request().take())
                .containsExactly(1, 2);
        assertThat(shown).containsExactly(WorkflowTestServer.asset("two take 2", MediaType.MP4));
    }

    @Test
    void anEarlierTakeCountsAgainWhenItIsWanted() {
        refuses("one", FailureKind.POLICY, 1);
        WorkflowStub own = film();
        untilParked(own, "one");
        WorkflowTestServer.until(() -> item(own, "two").state() == Item.State.DONE);
        own.update("retake", Item.class, new StudioAnswers.Retake("two"));
        WorkflowTestServer.until(() -> item(own, "two").state() == Item.State.DONE);
        own.update("retake", Item.class, new StudioAnswers.Retake("two", 1, null));
        WorkflowTestServer.until(() -> item(own, "two").state() == Item.State.DONE);
        own.update("skip", Item.class, "one");

        assertThat(own.getResult(String.class)).isEqualTo("[one SKIPPED, two DONE] 1");
        assertThat(shown).containsExactly(WorkflowTestServer.asset("two", MediaType.MP4));
    }

    @Test
    void nothingIsBegunInAPause() {
        server.atOnce(1);
        refuses("one", FailureKind.POLICY, 1);
        WorkflowStub own = film();
        untilParked(own, "one");
        WorkflowTestServer.until(() -> item(own, "two").state() == Item.State.DONE);
        own.update("pause", Void.class);
        own.update("continue", Object.class);
        assertThat(item(own, "one").state()).isEqualTo(Item.State.WAITING);
        own.update("resume", Void.class);

        assertThat(own.getResult(String.class)).isEqualTo("[one DONE, two DONE] 2");
    }

    @Test
    void whatIsDecidedBeforehandIsAskedOfNobody() {
        refuses("one", FailureKind.AMBIGUOUS, 1);
        refuses("two", FailureKind.FAILED_AGAIN, 2);
        StopPolicies policies = new StopPolicies(StopPolicy.parse("rebuy"), StopPolicy.parse("2 rebuys"));

        assertThat(film(policies).getResult(String.class)).isEqualTo("[one DONE, two DONE] 2");
        assertThat(server.times("rebuy one")).isEqualTo(1);
        assertThat(server.times("rebuy two")).isEqualTo(2);
    }

    @Test
    void whatIsDecidedBeforehandEndsSometime() {
        refuses("one", FailureKind.AMBIGUOUS, 1_000);
        refuses("two", FailureKind.FAILED_AGAIN, 2);
        WorkflowStub own = film(new StopPolicies(StopPolicy.parse("rebuy, then skip"), StopPolicy.parse("rebuy")));
        untilParked(own, "two");
        WorkflowTestServer.until(() -> item(own, "one").state() == Item.State.SKIPPED);

        assertThat(server.times("submit one")).isEqualTo(2);
        assertThat(server.times("submit two")).isEqualTo(2);
        own.update("rebuy", Item.class, "two");
        assertThat(own.getResult(String.class)).isEqualTo("[one SKIPPED, two DONE] 1");
    }

    @Test
    void whatIsDecidedBeforehandEndsInAStoreThatCountsNothing() {
        server.countingNoDecisions();
        refuses("one", FailureKind.AMBIGUOUS, 20);
        refuses("two", FailureKind.FAILED_AGAIN, 20);
        WorkflowStub own = film(new StopPolicies(StopPolicy.parse("rebuy"), StopPolicy.parse("2 rebuys, then skip")));
        untilParked(own, "one");
        WorkflowTestServer.until(() -> item(own, "two").state() == Item.State.SKIPPED);

        assertThat(server.times("submit one")).isEqualTo(2);
        assertThat(server.times("submit two")).isEqualTo(3);
        own.update("skip", Item.class, "one");
        assertThatThrownBy(() -> own.getResult(String.class)).isInstanceOf(WorkflowFailedException.class);
    }

    @Test
    void aPauseEndsNothingThatHasBegun() {
        server.atOnce(1);
        CountDownLatch held = holds("one");
        WorkflowStub own = film();
        WorkflowTestServer.until(() -> item(own, "one").state() == Item.State.IN_PROGRESS);
        own.update("pause", Void.class);
        held.countDown();
        WorkflowTestServer.until(() -> item(own, "one").state() == Item.State.DONE);
        assertThat(item(own, "two").state()).isEqualTo(Item.State.WAITING);
        own.update("resume", Void.class);

        assertThat(own.getResult(String.class)).isEqualTo("[one DONE, two DONE] 2");
    }

    @Test
    void whatWaitsForAnAnswerEndsWhenItsWorkflowIsCancelled() {
        refuses("one", FailureKind.POLICY, 1);
        WorkflowStub own = film();
        untilParked(own, "one");
        own.cancel();

        assertThatThrownBy(() -> own.getResult(String.class))
                .hasRootCauseInstanceOf(io.temporal.failure.CanceledFailure.class);
    }
}
