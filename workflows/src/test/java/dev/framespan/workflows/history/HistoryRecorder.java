package dev.framespan.workflows.history;

import dev.framespan.workflows.assembly.CutSound;
import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.SoundCue;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Defaults;
import dev.framespan.workflows.film.Plan;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.testing.Plans;
import dev.framespan.workflows.testing.WorkflowTestServer;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Records the histories that {@link ReplayTest} replays, after a change that is meant to change them:
 *
 * <pre>{@code
 * mvn -q -pl workflows test-compile org.codehaus.mojo:exec-maven-plugin:3.5.0:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=dev.framespan.workflows.history.HistoryRecorder -Dexec.args=workflows/src/test/resources/histories
 * }</pre>
 *
 * {@code film}, {@code generation}, {@code generation-out-of-time}, {@code film-over-its-budget}, {@code
 * generation-that-waited-for-a-day}, {@code film-with-a-conformed-clip}, {@code film-that-was-cancelled} and {@code
 * generation-that-was-cancelled} are of versions that are gone, and are never recorded again.
 * {@code film-cancelled-on-a-server}, {@code generation-given-back-on-a-server} and {@code generation-kept-on-a-server} are of a server of
 * Temporal's own, which orders events after a cancellation in another way than a test server; their film is called {@code day} here, too.
 */
public final class HistoryRecorder {
    private HistoryRecorder() {}

    /** @param arguments the folder to write to */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        try (WorkflowTestServer server = new WorkflowTestServer()) {
            server.film(new Plans()
                    .keyframe("dawn")
                    .keyframe("dusk")
                    .shot("rise", "dawn", "dusk")
                    .shot("set", "dusk", null)
                    .shot("gull", null, null)
                    .film("day"));
            Files.writeString(
                    folder.resolve("film-of-a-realm.json"),
                    server.history("day").toJson(true));
            Files.writeString(
                    folder.resolve("generation-of-a-realm.json"),
                    server.history("day/1/rise").toJson(true));
        }
        recordCut(folder);
        recordLimits(folder);
    }

    /** A film with a transition, a voice, music and one clip of another size: its clips are made ready, then cut together. */
    private static void recordCut(Path folder) throws IOException {
        try (WorkflowTestServer server = new WorkflowTestServer()) {
            server.verify("set", (task, call) -> new MediaFacts(640, 360, 24, "24/1", true, "h264", "1".repeat(64)));
            server.film(edited(new Plans().shots("rise", "set", "gull").film("day")));
            Files.writeString(
                    folder.resolve("film-with-transitions-and-sound.json"),
                    server.history("day").toJson(true));
        }
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

    /** One shot waits for the next day, and one until another that fails makes room in the budget. */
    private static void recordLimits(Path folder) throws IOException {
        try (WorkflowTestServer server = new WorkflowTestServer()) {
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
                            : SubmitResult.nextDay(
                                    Duration.ofMinutes(10), "the day's limit is reached", BigDecimal.ONE));
            server.await("rise", (task, call) -> {
                WorkflowTestServer.until(
                        () -> server.history("day").toJson(false).contains("used up"));
                throw task.stop(FailureKind.FAILED, "failed at the provider").failure();
            });
            server.start(new Plans().shots("rise", "gull", "set").film("day"), new BigDecimal("5"));
            server.result("day");
            Files.writeString(
                    folder.resolve("film-under-limits.json"),
                    server.history("day").toJson(true));
            String first = server.history("day").getEvents().stream()
                    .filter(HistoryEvent::hasChildWorkflowExecutionFailedEventAttributes)
                    .map(event -> event.getChildWorkflowExecutionFailedEventAttributes()
                            .getWorkflowExecution())
                    .filter(child -> child.getWorkflowId().equals("day/1/set"))
                    .map(WorkflowExecution::getRunId)
                    .findFirst()
                    .orElseThrow();
            Files.writeString(
                    folder.resolve("generation-that-ended-for-today.json"),
                    server.client().fetchHistory("day/1/set", first).toJson(true));
        }
    }
}
