package dev.framespan.starter.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.crash.CrashPoint;
import dev.framespan.starter.cluster.Machines;
import dev.framespan.starter.durability.TemporalDevServer;
import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A small film of everything that has a crash point, whose worker dies at one of them and is followed by one that lives. */
final class CrashedWorkerFilm {
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    /** Between the word that a submission is being sent and the one that it was accepted: only there the answer can be lost. */
    private static final Set<CrashPoint> IN_DOUBT =
            EnumSet.of(CrashPoint.SENDING, CrashPoint.POSTED, CrashPoint.ANSWERED, CrashPoint.SENT);

    private final Path folder;
    private final TemporalDevServer temporal;
    private final SimulatedProvider provider;
    private final CrashPoint point;
    private final Map<String, String> prompts;
    private final FilmProof proof;

    /** @param folder empty; the film's own, as its store and its account are */
    CrashedWorkerFilm(Path folder, TemporalDevServer temporal, SimulatedProvider provider, CrashPoint point)
            throws IOException {
        this.folder = folder;
        this.temporal = temporal;
        this.provider = provider;
        this.point = point;
        this.prompts = Map.of(
                "dawn", point.word() + " at dawn",
                "hill", point.word() + " over the hill",
                "gull", point.word() + " and a gull",
                "boat", point.word() + " in a boat",
                "gull.voice", point.word() + ", and nobody came.");
        this.proof = new FilmProof(folder, Machines.one(folder), provider, prompts);
        Files.writeString(
                folder.resolve("film.yaml"),
                String.format(
                        """
                        keyframes:
                          dawn: { prompt: "%s" }
                        shots:
                          - { id: hill, from: dawn, duration: 3, prompt: "%s" }
                          - { id: gull, duration: 4, prompt: "%s", voice: { text: "%s" } }
                          - { id: boat, duration: 3, prompt: "%s", resolution: 1080p }
                        """,
                        prompts.get("dawn"),
                        prompts.get("hill"),
                        prompts.get("gull"),
                        prompts.get("gull.voice"),
                        prompts.get("boat")));
    }

    /**
     * What became of it.
     *
     * @param paid how often the provider was paid, for five things
     */
    record Outcome(int paid, String words) {}

    /** Makes the film, and proves it. */
    Outcome make() throws IOException {
        Map<String, Operator.Answer> answers = dieAndGoOn();
        Map<String, Integer> lost = new HashMap<>();
        answers.forEach((id, answer) -> {
            if (answer == Operator.Answer.BOUGHT_AGAIN) {
                lost.put(id, 1);
            }
        });
        int paid = proof.assertPaidOnce(lost);
        proof.assertWhole();
        proof.assertReceiptIsTheProvidersLedger(Map.of());
        proof.assertNothingIsLeftBehind();
        return new Outcome(paid, answers.isEmpty() ? "completed" : "parked, then completed: " + answers);
    }

    private Map<String, Operator.Answer> dieAndGoOn() throws IOException {
        // One purchase after another, so that nothing else is on its way when it dies.
        FramespanProgram halting = framespan()
                .with("KLING_MAX_PARALLEL", "1")
                .with("JAVA_TOOL_OPTIONS", "-Dframespan.crash-at=" + point.word() + ":" + times());
        try (Program dying = ready(worker(halting));
                Program render = render()) {
            Await.until(
                    "a worker that is dead, or a film that is done",
                    PATIENCE,
                    () -> !dying.isAlive() || !render.isAlive());
            assertThat(dying.isAlive())
                    .as("the film never came to " + point + "\n" + render + "\n" + dying)
                    .isFalse();
            dying.assertEnds(137, PATIENCE);
            return goOn(render);
        }
    }

    private Map<String, Operator.Answer> goOn(Program render) throws IOException {
        Map<String, Operator.Answer> answers = new TreeMap<>();
        try (Program worker = worker(framespan())) {
            if (IN_DOUBT.contains(point)) {
                render.assertEnds(3, PATIENCE, worker);
                answers.putAll(new Operator(Machines.one(folder), temporal.address(), proof, prompts).answer());
                try (Program again = render()) {
                    again.assertEnds(0, PATIENCE, worker);
                }
            } else {
                render.assertEnds(0, PATIENCE, worker);
            }
            Permits.awaitReturned(temporal, point.word());
            worker.signal("TERM");
            worker.assertEnds(0, PATIENCE);
        }
        return answers;
    }

    private Program worker(FramespanProgram framespan) {
        return framespan.startWorker(temporal.address());
    }

    private static Program ready(Program worker) {
        worker.awaitLine(line -> line.contains("worker ready"), PATIENCE);
        return worker;
    }

    private Program render() {
        return framespan().startRender(temporal.address(), "--yes");
    }

    /** What is kept first is what the worker says of itself, before there is a film. */
    private int times() {
        return point == CrashPoint.KEEPING ? 3 : 1;
    }

    private FramespanProgram framespan() {
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key")
                .with("KLING_ACCOUNT", point.word());
    }
}
