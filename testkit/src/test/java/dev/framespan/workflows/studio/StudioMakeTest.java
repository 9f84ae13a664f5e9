package dev.framespan.workflows.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.assembly.FrameRange;
import dev.framespan.workflows.film.FilmStatus;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GiveBackActivity;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A workflow of one's own is left in order however it ends, without a line of its author's. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StudioMakeTest {
    private final WorkflowTestServer server = new WorkflowTestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private WorkflowStub song(Function<Studio, ?> production) {
        return server.own("song", settings -> String.valueOf((Object) Studio.make(settings, production::apply)));
    }

    private WorkflowStub parkingSong(Function<Studio, ?> production) {
        return server.own(
                "song", settings -> String.valueOf((Object) Studio.make(settings.parking(), production::apply)));
    }

    private static ClipRequest clip(String name) {
        return ClipRequest.generate(name).named(name);
    }

    private void refuses(String id, FailureKind kind) {
        server.submit(id, (purchase, waits, call) -> {
            throw Stop.of(kind, purchase, "refused").failure();
        });
    }

    private StudioEnd end() {
        assertThat(server.ends()).hasSize(1);
        return server.ends().get(0);
    }

    @Test
    void aFilmHasAReceiptWithAllThatWasMadeForIt() {
        String shown = song(studio -> {
                    Promise<Still> dawn = studio.still(StillRequest.of("dawn").named("dawn"));
                    Promise<Clip> sail = studio.clip(
                            ClipRequest.imageToVideo(dawn).prompt("sail").named("sail"));
                    return studio.cut(Edit.of(sail, studio.clip(clip("gull"))).crossfade(0.5))
                            .get()
                            .timeline()
                            .cuts()
                            .size();
                })
                .getResult(String.class);

        assertThat(shown).isEqualTo("2");
        assertThat(end().outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(end().films()).containsOnlyKeys("film");
        assertThat(server.items(end())).extracting(Item::id).containsExactly("dawn", "sail", "gull");
    }

    @Test
    void filmsOfOneWorkflowHaveNames() {
        song(studio -> {
                    Promise<Clip> sail = studio.clip(clip("sail"));
                    Promise<Film> german = studio.cut(Edit.of(sail).named("german"));
                    Promise<Film> french = studio.cut(Edit.of(sail).named("french"));
                    return german.get().film() + "" + french.get().film();
                })
                .getResult(String.class);

        assertThat(end().films()).containsOnlyKeys("german", "french");
        assertThat(server.times("submit sail")).isEqualTo(1);
    }

    @Test
    void whatCannotBeMadeIsRefusedInAStoryboardsWordsBeforeAnythingIsBought() {
        WorkflowStub song = song(studio -> {
            studio.clip(clip("bought"));
            return studio.clip(clip("short").seconds(1)).get();
        });
        Throwable failure = catchThrowable(() -> song.getResult(String.class));

        Stop stop = Stop.of(failure).orElseThrow();
        assertThat(stop.kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(stop.words())
                .startsWith("short, take 1: a duration of 1 is not possible with kling-v3, which makes");
        assertThat(server.calls()).noneMatch(call -> call.startsWith("submit"));
        assertThat(end().outcome()).isEqualTo(FilmOutcome.FAILED);
        assertThat(end().trouble()).startsWith("short: a duration of 1");
    }

    @Test
    void numbersOfPicturesThatDoNotGoAlongAreRefused() {
        WorkflowStub song = song(studio -> {
            Promise<Still> keeper = studio.still("a keeper");
            return studio.clip(ClipRequest.reference(keeper)
                            .prompt("<<<image_2>>> climbs")
                            .named("climb"))
                    .get();
        });
        Throwable failure = catchThrowable(() -> song.getResult(String.class));

        assertThat(Stop.of(failure).orElseThrow().message())
                .isEqualTo("the prompt names <<<image_2>>>, and 1 picture goes along: they are numbered from 1 in the"
                        + " order of its references");
    }

    @Test
    void whereAShotStopsAllOthersAreMadeBeforeTheWorkflowFails() {
        refuses("crowd", FailureKind.POLICY);
        WorkflowStub song = song(studio -> {
            Promise<Clip> crowd = studio.clip(clip("crowd"));
            Promise<Clip> slow = studio.clip(ClipRequest.imageToVideo(studio.still("dawn"))
                    .prompt("slow")
                    .named("slow"));
            return studio.cut(Edit.of(crowd, slow)).get();
        });
        Throwable failure = catchThrowable(() -> song.getResult(String.class));

        assertThat(Stop.of(failure).orElseThrow().id()).isEqualTo("crowd");
        assertThat(end().outcome()).isEqualTo(FilmOutcome.WAITS);
        assertThat(server.items(end()))
                .filteredOn(item -> item.id().equals("slow"))
                .extracting(Item::state)
                .containsExactly(Item.State.DONE);
    }

    @Test
    void whereTheWorkflowItselfFailsNothingMoreIsBegunAndWhatIsQueuedIsGivenBack() {
        server.await("queued", (task, call) -> {
            throw ApplicationFailure.newFailure("not yet", "NOT_YET");
        });
        server.giveBack("queued", GiveBackActivity.Result.GIVEN_BACK);
        WorkflowStub song = song(studio -> {
            studio.clip(clip("queued"));
            Workflow.sleep(java.time.Duration.ofSeconds(30));
            throw ApplicationFailure.newNonRetryableFailure("the song has no refrain", "SONG");
        });

        assertThatThrownBy(() -> song.getResult(String.class)).hasStackTraceContaining("the song has no refrain");
        assertThat(server.calls()).contains("cancel queued");
        assertThat(end().outcome()).isEqualTo(FilmOutcome.FAILED);
        assertThat(end().trouble()).isEqualTo("the song has no refrain");
        assertThat(end().cancelled().atWork()).containsExactly("queued");
    }

    @Test
    void whatIsNeededNoMoreWhenTheMethodEndsIsSaidToHaveBeenAtWork() {
        server.await("variant", (task, call) -> {
            throw ApplicationFailure.newFailure("not yet", "NOT_YET");
        });
        server.giveBack("variant", GiveBackActivity.Result.GIVEN_BACK);
        String told = song(studio -> {
                    studio.clip(clip("variant"));
                    Workflow.sleep(java.time.Duration.ofSeconds(30));
                    return "the other one was chosen";
                })
                .getResult(String.class);

        assertThat(told).isEqualTo("the other one was chosen");
        assertThat(end().outcome()).isEqualTo(FilmOutcome.DONE);
        // What of it was paid for is looked up in the ledger by that.
        assertThat(end().cancelled().atWork()).containsExactly("variant");
    }

    @Test
    void aCancelInAPauseEndsTheWorkflow() {
        refuses("crowd", FailureKind.POLICY);
        AtomicBoolean late = new AtomicBoolean();
        WorkflowStub song = parkingSong(studio -> {
            Promise<Clip> crowd = studio.clip(clip("crowd"));
            studio.await("the pause", late::get);
            Promise<Clip> paused = studio.clip(clip("paused"));
            paused.get();
            return studio.cut(Edit.of(crowd, paused)).get();
        });
        WorkflowTestServer.until(() -> Boolean.TRUE.equals(status(song).waits()));
        song.update("pause", Void.class);
        late.set(true);
        song.update("raiseBudget", Object.class, BigDecimal.TEN);
        WorkflowTestServer.until(() -> status(song).items().stream()
                .anyMatch(item -> item.id().equals("paused") && item.state() == Item.State.WAITING));
        song.cancel();

        assertThatThrownBy(() -> song.getResult(String.class)).hasRootCauseInstanceOf(CanceledFailure.class);
        assertThat(end().outcome()).isEqualTo(FilmOutcome.CANCELLED);
        assertThat(server.times("submit paused")).isZero();
    }

    @Test
    void anotherTakeComesTooLateForAFilmThatIsJoined() {
        refuses("gull", FailureKind.POLICY);
        WorkflowStub song = parkingSong(studio -> {
            Promise<Clip> sail = studio.clip(clip("sail"));
            studio.cut(Edit.of(sail).named("german")).get();
            return studio.cut(Edit.of(sail, studio.clip(clip("gull"))).named("french"))
                    .get();
        });
        WorkflowTestServer.until(() -> Boolean.TRUE.equals(status(song).waits()));

        assertThatThrownBy(() -> song.update("retake", Item.class, new StudioAnswers.Retake("sail")))
                .rootCause()
                .hasMessageContaining("joined");
        song.update("skip", Item.class, "gull");
        song.getResult(String.class);
        assertThat(server.times("submit sail")).isEqualTo(1);
    }

    @Test
    void aCancelledWorkflowGivesBackWhatIsQueuedAndSaysWhatWasAtWork() {
        server.await("queued", (task, call) -> {
            throw ApplicationFailure.newFailure("not yet", "NOT_YET");
        });
        server.giveBack("queued", GiveBackActivity.Result.GIVEN_BACK);
        WorkflowStub song =
                song(studio -> studio.cut(Edit.of(studio.clip(clip("queued")))).get());
        WorkflowTestServer.until(() -> server.times("submit queued") > 0);
        song.cancel();

        assertThatThrownBy(() -> song.getResult(String.class)).hasRootCauseInstanceOf(CanceledFailure.class);
        assertThat(end().outcome()).isEqualTo(FilmOutcome.CANCELLED);
        assertThat(end().cancelled().atWork()).containsExactly("queued");
    }

    @Test
    void aShotThatStopsWaitsForItsAnswerAndTheStatusSaysSo() {
        AtomicBoolean mended = new AtomicBoolean();
        server.submit("crowd", (purchase, waits, call) -> {
            if (!mended.get()) {
                throw Stop.of(FailureKind.POLICY, purchase, "refused").failure();
            }
            return SubmitResult.running(WorkflowTestServer.task(purchase));
        });
        server.notifies();
        WorkflowStub song = parkingSong(
                studio -> studio.cut(Edit.of(studio.clip(clip("crowd")))).get());
        WorkflowTestServer.until(() -> Boolean.TRUE.equals(status(song).waits()));

        assertThat(status(song).items()).extracting(Item::state).containsExactly(Item.State.PARKED);
        StudioControls.Asked asked = song.query("request", StudioControls.Asked.class, "crowd");
        assertThat(asked.request().prompt().text()).isEqualTo("crowd");
        mended.set(true);
        song.update(
                "fix",
                Item.class,
                new StudioAnswers.Fix("crowd", asked.request().copy().take(2).build(), null, null));
        song.getResult(String.class);
        assertThat(end().outcome()).isEqualTo(FilmOutcome.DONE);
        // The film does not wait for who tells of it.
        WorkflowTestServer.until(() -> server.notices().size() == 2);
        assertThat(server.notices()).extracting(notice -> notice.state()).containsExactly("waits", "done");
    }

    private static FilmStatus status(WorkflowStub song) {
        return song.query("status", FilmStatus.class);
    }

    @Test
    void aBudgetIsRaisedWithoutALineOfTheAuthors() {
        server.submit("dear", (purchase, waits, call) -> {
            if (purchase.budgetUsd().compareTo(BigDecimal.TEN) < 0) {
                throw Stop.of(FailureKind.BUDGET, purchase, "over the budget").failure();
            }
            return SubmitResult.running(WorkflowTestServer.task(purchase));
        });
        WorkflowStub song = server.own(
                "song",
                settings -> String.valueOf((Object) Studio.make(
                        settings.budgetUsd(BigDecimal.ONE),
                        studio -> studio.clip(clip("dear")).get().id())));
        WorkflowTestServer.until(() -> server.times("submit dear") > 0);

        assertThat(song.update("raiseBudget", Object.class, BigDecimal.TEN)).isEqualTo(1);
        assertThat(song.getResult(String.class)).isEqualTo("dear");
    }

    @Test
    void aClipIsShownUntilATimeOfTheFilmToTheFrame() {
        song(studio -> studio.cut(Edit.ofShots(List.of(
                                Edit.Shot.of(studio.clip(clip("a"))).until(0.42),
                                Edit.Shot.of(studio.clip(clip("b"))).until(1.03),
                                Edit.Shot.of(studio.clip(clip("c"))).trim(0.25, 0.5)))
                        .everyFrame())
                .get());

        Film film = (Film) server.kept(song("film"));
        assertThat(film.timeline().cuts())
                .extracting(cut -> cut.trim())
                .containsExactly(new FrameRange(0, 10), new FrameRange(0, 15), new FrameRange(6, 12));
    }

    private dev.framespan.workflows.asset.Asset song(String film) {
        WorkflowTestServer.until(() -> !server.ends().isEmpty());
        return end().films().get(film);
    }

    @Test
    void aClipThatIsTooShortForItsPlaceIsSaidSo() {
        WorkflowStub song = song(studio -> studio.cut(Edit.ofShots(
                        List.of(Edit.Shot.of(studio.clip(clip("a"))).until(7))))
                .get());
        Throwable failure = catchThrowable(() -> song.getResult(String.class));

        assertThat(Stop.of(failure).orElseThrow().words())
                .isEqualTo("a, take 1: of it, 7.000 seconds from 0.000 on are to be shown, and it has 1.000: ask for a"
                        + " longer clip, or show less");
    }

    @Test
    void whatTheWorkflowWaitsForItselfStandsInItsStatus() {
        AtomicBoolean chosen = new AtomicBoolean();
        WorkflowStub song = parkingSong(studio -> {
            studio.clip(clip("a")).get();
            studio.await("your choice", () -> chosen.get());
            return "chosen";
        });
        WorkflowTestServer.until(() -> Boolean.TRUE.equals(status(song).waits()));

        assertThat(status(song).waitsFor()).isEqualTo("your choice");
        assertThat(Optional.ofNullable(status(song).paused())).isEmpty();
        chosen.set(true);
        song.signal("abandon"); // any event will do
        assertThat(song.getResult(String.class)).isEqualTo("chosen");
    }

    @Test
    void aFilmOfAnotherShapeHasStillsAndClipsOfIt() {
        server.own(
                        "song",
                        settings -> String.valueOf((Object)
                                Studio.make(settings.aspectRatio("9:16").resolution("1080p"), studio -> {
                                    studio.still(StillRequest.of("dawn").named("dawn"))
                                            .get();
                                    return studio.cut(List.of(studio.clip(clip("a"))))
                                            .get();
                                })))
                .getResult(String.class);

        assertThat(server.purchase("dawn").request().aspectRatio()).isEqualTo("9:16");
        assertThat(server.purchase("a").request().aspectRatio()).isEqualTo("9:16");
        assertThat(server.purchase("a").request().resolution()).isEqualTo("1080p");
        Film film = (Film) server.kept(end().films().get("film"));
        assertThat(film.timeline().format().width()).isEqualTo(1080);
        assertThat(film.timeline().format().height()).isEqualTo(1920);
    }

    @Test
    void aWorkflowThatNoRunHasStartedIsToldWhatIsMissing() {
        WorkflowStub song = server.own("song", settings -> Studio.make(studio -> "never"));
        Throwable failure = catchThrowable(() -> song.getResult(String.class));

        assertThat(Stop.of(failure).orElseThrow().message())
                .startsWith("this workflow was not started by framespan run");
    }

    @Test
    void aFilmThatTheMethodDoesNotWaitForIsCutAllTheSame() {
        String told = song(studio -> {
                    studio.cut(Edit.of(studio.clip(clip("a"))));
                    return "cut";
                })
                .getResult(String.class);

        assertThat(told).isEqualTo("cut");
        assertThat(end().films()).containsOnlyKeys("film");
    }

    @Test
    void whereItParksAFailureWaitsForWhatElseWaitsForAnAnswer() {
        refuses("crowd", FailureKind.POLICY);
        refuses("doubt", FailureKind.AMBIGUOUS);
        WorkflowStub song = parkingSong(studio -> {
            studio.clip(clip("doubt"));
            return studio.clip(clip("crowd")).get();
        });
        WorkflowTestServer.until(() -> Boolean.TRUE.equals(status(song).waits()));
        song.update("skip", Item.class, "crowd");

        assertThat(status(song).waits()).as("still open").isTrue();
        song.update("skip", Item.class, "doubt");
        assertThat(Stop.of(catchThrowable(() -> song.getResult(String.class)))
                        .orElseThrow()
                        .id())
                .isEqualTo("crowd");
    }

    @Test
    void whatCannotBeReadEndsTheWorkflowInOrder() {
        WorkflowStub song = song(studio -> {
            throw new io.temporal.common.converter.DataConverterException("no number: seven");
        });

        assertThatThrownBy(() -> song.getResult(String.class)).hasStackTraceContaining("no number: seven");
        assertThat(end().trouble()).contains("cannot be read");
    }

    @Test
    void aWorkflowHasOneStudio() {
        WorkflowStub song = song(studio -> Studio.make(
                new StudioSettings("other", 1280, 720, null, 1, WorkflowTestServer.IDENTITY), inner -> "never"));

        assertThat(Stop.of(catchThrowable(() -> song.getResult(String.class)))
                        .orElseThrow()
                        .message())
                .startsWith("a workflow has one Studio.make");
    }

    @Test
    void aNameThatNoStoreAndNoServerTakesIsRefused() {
        WorkflowStub song = song(studio -> studio.clip(clip("../x")).get());

        assertThat(Stop.of(catchThrowable(() -> song.getResult(String.class)))
                        .orElseThrow()
                        .message())
                .startsWith("a name has 1 to 130 letters");
    }

    @Test
    void aFilmHasAnIdThatCommandsAndStoresTake() {
        for (String film : List.of("Möwe", "intro.leave", "a/b", "song#2")) {
            WorkflowStub song = server.own(
                    "song",
                    settings -> Studio.make(
                            new StudioSettings(film, 1280, 720, null, 1, WorkflowTestServer.IDENTITY),
                            studio -> "never"));

            assertThat(Stop.of(catchThrowable(() -> song.getResult(String.class)))
                            .orElseThrow()
                            .message())
                    .startsWith("a film's id has 1 to 64 letters");
        }
    }

    @Test
    void aFixIsCheckedAsARequestIs() {
        refuses("crowd", FailureKind.POLICY);
        WorkflowStub song = parkingSong(studio -> studio.clip(clip("crowd")).get());
        WorkflowTestServer.until(() -> Boolean.TRUE.equals(status(song).waits()));
        StudioControls.Asked asked = song.query("request", StudioControls.Asked.class, "crowd");

        assertThatThrownBy(() -> song.update(
                        "fix",
                        Item.class,
                        new StudioAnswers.Fix(
                                "crowd", asked.request().copy().seconds(1).build(), null, null)))
                .hasStackTraceContaining("a duration of 1 is not possible");
    }
}
