package dev.framespan.workflows.history;

import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.assembly.CutSound;
import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.SoundCue;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Defaults;
import dev.framespan.workflows.film.FilmStatus;
import dev.framespan.workflows.film.FilmWorkflow;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.ClipRequest;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.StopPolicies;
import dev.framespan.workflows.studio.StopPolicy;
import dev.framespan.workflows.studio.StudioAnswers;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Records films of this build in every state from which a later build may have to go on:
 *
 * <pre>{@code
 * mvn -Precord-histories -pl testkit -am test
 * }</pre>
 *
 * {@link ReplayTest} replays them from then on. A server of Temporal's own orders events after a cancellation in another way than a test server; the
 * histories called so after a server are of one.
 */
class FilmHistoryRecorder {
    private static final String FILM = "day";
    private static final BigDecimal FIVE = new BigDecimal("5");

    private final WorkflowTestServer server = new WorkflowTestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private void record(String name) throws IOException {
        RecordedHistories.write(name, FILM, server.history(FILM));
    }

    private void recordEnded(String name) throws IOException {
        server.result(FILM);
        record(name);
    }

    private void stops(String id, FailureKind kind, int times) {
        server.submit(id, (purchase, waits, call) -> {
            if (call <= times) {
                throw Stop.of(kind, purchase, "stopped").failure();
            }
            return SubmitResult.running(WorkflowTestServer.task(purchase));
        });
    }

    /** A film whose shot rise has stopped, and whose shot set is made. */
    private WorkflowStub parked(FailureKind kind) {
        stops("rise", kind, 1);
        WorkflowStub film = server.parking(new Plans().shots("rise", "set").film(FILM));
        until(film, "rise", Item.State.PARKED);
        until(film, "set", Item.State.DONE);
        return film;
    }

    private static void until(WorkflowStub film, String id, Item.State state) {
        WorkflowTestServer.until(() -> film.query(FilmWorkflow.STATUS, FilmStatus.class).items().stream()
                .anyMatch(item -> item.id().equals(id) && item.state() == state));
    }

    @Test
    void made() throws IOException {
        server.film(new Plans()
                .keyframe("dawn")
                .keyframe("dusk")
                .shot("rise", "dawn", "dusk")
                .shot("set", "dusk", null)
                .shot("gull", null, null)
                .film(FILM));
        record("film");
    }

    @Test
    void openWhileAnAnswerIsWaitedFor() throws IOException {
        parked(FailureKind.POLICY);
        record("film-that-waits");
    }

    @Test
    void fixed() throws IOException {
        WorkflowStub film = parked(FailureKind.POLICY);
        GenerationRequest other = ClipRequest.generate("rise")
                .request()
                .copy()
                .prompt(Prompt.of("something harmless"))
                .build();
        film.update("fix", Item.class, new StudioAnswers.Fix("rise", other, null, null));
        recordEnded("film-fixed");
    }

    @Test
    void madeOnceMore() throws IOException {
        WorkflowStub film = parked(FailureKind.POLICY);
        film.update("retake", Item.class, new StudioAnswers.Retake("set"));
        until(film, "set", Item.State.DONE);
        film.update("retake", Item.class, new StudioAnswers.Retake("rise"));
        recordEnded("film-retaken");
    }

    @Test
    void adopted() throws IOException {
        parked(FailureKind.AMBIGUOUS).update("adopt", Item.class, "rise", "task-7");
        recordEnded("film-adopted");
    }

    @Test
    void boughtOnceMore() throws IOException {
        parked(FailureKind.AMBIGUOUS).update("rebuy", Item.class, "rise");
        recordEnded("film-rebought");
    }

    @Test
    void boughtOnceMoreByPolicy() throws IOException {
        server.policies(new StopPolicies(StopPolicy.parse("rebuy"), null));
        stops("rise", FailureKind.AMBIGUOUS, 2);
        WorkflowStub film = server.parking(new Plans().shots("rise", "set").film(FILM));
        until(film, "rise", Item.State.PARKED);
        film.update("rebuy", Item.class, "rise");
        recordEnded("film-rebought-by-policy");
    }

    @Test
    void cutWithoutWhatIsLeftOut() throws IOException {
        parked(FailureKind.REJECTED).update("skip", Item.class, "rise");
        recordEnded("film-skipped");
    }

    @Test
    void askedForOnceMore() throws IOException {
        parked(FailureKind.MEDIA).update("continue", Object.class);
        recordEnded("film-continued");
    }

    @Test
    void pausedAndResumed() throws IOException {
        WorkflowStub film = parked(FailureKind.MEDIA);
        film.update("pause", Void.class);
        film.update("continue", Object.class);
        until(film, "rise", Item.State.WAITING);
        record("film-in-a-pause");
        film.update("resume", Void.class);
        recordEnded("film-resumed");
    }

    @Test
    void whoseAccountWasRefused() throws IOException {
        server.atOnce(1);
        stops("rise", FailureKind.BALANCE, 2);
        server.parking(new Plans().shots("rise", "set").film(FILM));
        recordEnded("film-whose-account-was-held");
    }

    /** What passes with time. */
    @Test
    void whichAsksAgainByItself() throws IOException {
        stops("rise", FailureKind.STORE, 2);
        server.parking(new Plans().shots("rise", "set").film(FILM));
        recordEnded("film-that-asked-again");
    }

    /** Of which the operator is told that it waits, and that it has ended. */
    @Test
    void notified() throws IOException {
        server.notifies();
        WorkflowStub film = parked(FailureKind.POLICY);
        WorkflowTestServer.until(() -> server.notices().size() == 1);
        film.update("skip", Item.class, "rise");
        recordEnded("film-notified");
        String notice = FILM + "/notice/" + film.getExecution().getRunId() + "/1";
        RecordedHistories.write("notification", notice, server.history(notice));
    }

    /** One shot begins on the last frame of another, which cannot be taken the first time. */
    @Test
    void whoseFrameParked() throws IOException {
        AtomicInteger frames = new AtomicInteger();
        server.frame(() -> {
            if (frames.incrementAndGet() == 1) {
                throw ApplicationFailure.newNonRetryableFailure("the clip does not decode", "MEDIA");
            }
        });
        Plan shots = new Plans().shots("rise").shot("set", "end", null).film(FILM);
        Plan.Keyframe end = Plan.Keyframe.of("end", new Plan.Frame("rise", FramePosition.LAST));
        WorkflowStub film = server.parking(new Plan(FILM, FILM, 1280, 720, null, List.of(end), shots.shots()));
        until(film, "end", Item.State.PARKED);
        film.update("continue", Object.class);
        recordEnded("film-of-frames");
    }

    @Test
    void whichTriesAgainByItself() throws IOException {
        stops("rise", FailureKind.FAILED, 1);
        server.parking(new Plans().shots("rise", "set").film(FILM));
        recordEnded("film-that-tried-again");
    }

    @Test
    void whoseBudgetWasRaised() throws IOException {
        server.submit("rise", (purchase, waits, call) -> {
            if (purchase.budgetUsd().compareTo(FIVE) <= 0) {
                throw Stop.of(FailureKind.BUDGET, purchase, "the budget of 5 USD is used up")
                        .costing(BigDecimal.ONE)
                        .failure();
            }
            return SubmitResult.running(WorkflowTestServer.task(purchase));
        });
        WorkflowStub film = server.parking(new Plans().shots("rise", "set").film(FILM), FIVE);
        until(film, "rise", Item.State.PARKED);
        film.update(FilmWorkflow.RAISE_BUDGET, BigDecimal.class, new BigDecimal("6"));
        recordEnded("film-whose-budget-was-raised");
    }

    /** One shot waits for the next day, and one until another that fails makes room in the budget. */
    @Test
    void underLimits() throws IOException {
        server.submit("gull", (purchase, waits, call) -> {
            if (call > 1) {
                return SubmitResult.running(WorkflowTestServer.task(purchase));
            }
            throw Stop.of(FailureKind.BUDGET, purchase, "the budget of 5 USD is used up")
                    .costing(BigDecimal.ONE)
                    .failure();
        });
        server.submit(
                "set",
                (purchase, waits, call) -> call > 1
                        ? SubmitResult.running(WorkflowTestServer.task(purchase))
                        : SubmitResult.nextDay(Duration.ofMinutes(10), "the day's limit is reached", BigDecimal.ONE));
        server.await("rise", (task, call) -> {
            WorkflowTestServer.until(() -> server.history(FILM).toJson(false).contains("used up"));
            throw task.stop(FailureKind.FAILED, "failed at the provider").failure();
        });
        server.start(new Plans().shots("rise", "gull", "set").film(FILM), FIVE);
        recordEnded("film-under-limits");
    }

    /** With a transition, a voice, music and one clip of another size: its clips are made ready, then cut together. */
    @Test
    void withTransitionsAndSound() throws IOException {
        server.verify("set", (task, call) -> new MediaFacts(640, 360, 24, "24/1", true, "h264", "1".repeat(64)));
        server.film(edited(new Plans().shots("rise", "set", "gull").film(FILM)));
        record("film-with-transitions-and-sound");
    }

    private static Plan edited(Plan plain) {
        Asset song = WorkflowTestServer.asset("song", MediaType.MP3);
        SoundCue music = new SoundCue(SoundCue.Kind.MUSIC, "music", song, null, null, 0, null, -12, 0.5, 2, true);
        SoundCue voice = new SoundCue(
                SoundCue.Kind.VOICE, "voice of shot gull", null, "gull", "gull", 0.1, null, 0, 0, 0, false);
        List<Plan.Shot> shots = plain.shots().stream()
                .map(shot -> shot.id().equals("rise") ? crossfaded(shot) : shot)
                .toList();
        return new Plan(
                plain.film(),
                plain.title(),
                plain.width(),
                plain.height(),
                plain.rate(),
                List.of(),
                shots,
                JoinSettings.DEFAULT,
                FilmSound.USUAL.with(List.of(music)),
                List.of(new Plan.Speech(
                        "gull.voice",
                        voice,
                        GenerationRequest.speech(Defaults.SPEECH_MODEL, "nova", Prompt.of("It was day.")))),
                "eng");
    }

    private static Plan.Shot crossfaded(Plan.Shot shot) {
        return new Plan.Shot(
                shot.id(),
                shot.from(),
                shot.to(),
                shot.references(),
                shot.video(),
                shot.request(),
                new Plan.Edit(Transition.crossfade(0.5), new CutSound(-6, false), "Morning"));
    }
}
