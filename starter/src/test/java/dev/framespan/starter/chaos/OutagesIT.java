package dev.framespan.starter.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.cluster.Machines;
import dev.framespan.starter.durability.TemporalDevServer;
import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.starter.refusal.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Something that a film on a real server needs is away for minutes: the film says so, completes when it is back, and everything was paid for
 * once. {@code -Dchaos.seconds} says for how long, 120 where it is not given.
 */
@Tag("chaos")
class OutagesIT {
    private static final Duration OUTAGE = Duration.ofSeconds(Long.getLong("chaos.seconds", 120));
    private static final Duration PATIENCE = OUTAGE.plus(Duration.ofMinutes(6));
    private static final Map<String, String> PROMPTS = Map.of(
            "dawn", "a hill at dawn",
            "hill", "the sun over the hill",
            "gull", "a gull over the hill",
            "boat", "a boat below the hill");

    @TempDir
    Path folder;

    private TemporalDevServer temporal;
    private SimulatedProvider provider;
    private FilmProof proof;

    @BeforeEach
    void open() throws IOException {
        StringBuilder storyboard =
                new StringBuilder("keyframes: { dawn: { prompt: " + PROMPTS.get("dawn") + " } }\nshots:\n");
        for (String shot : new String[] {"hill", "gull", "boat"}) {
            String from = shot.equals("hill") ? "from: dawn, " : "";
            storyboard.append(
                    String.format("  - { id: %s, %sduration: 3, prompt: %s }%n", shot, from, PROMPTS.get(shot)));
        }
        Files.writeString(folder.resolve("film.yaml"), storyboard);
        temporal = TemporalDevServer.start(folder);
    }

    @AfterEach
    void close() {
        if (provider != null) {
            provider.close();
        }
        temporal.close();
    }

    @Test
    void theTemporalServer() throws IOException {
        serve("10");
        try (Program worker = worker();
                Program render = render()) {
            awaitTasks(2);
            temporal.kill();
            render.awaitLine(line -> line.contains("the Temporal server is away; waiting for it"), PATIENCE);
            pass(OUTAGE);
            temporal.serve();
            assertDone(render, worker);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"do\":\"status:500\"",
                "\"do\":\"status:502\",\"body\":\"<html><h1>Bad Gateway</h1></html>\"",
                "\"do\":\"status:429\",\"retry_after\":5"
            })
    void theProvidersAnswersAboutTasks(String answer) throws IOException {
        serve("10");
        try (Program worker = worker();
                Program render = render()) {
            awaitTasks(2);
            provider.misbehave("{\"on\":\"status\"," + answer + "}");
            String status = answer.replaceAll("\\D*(\\d{3}).*", "$1");
            render.awaitLine(line -> line.contains(status), PATIENCE);
            pass(OUTAGE);
            provider.mendFaults();
            assertDone(render, worker);
        }
    }

    /** Two unclear answers stop all submissions; those that were in the air by then may be unclear, too, and nothing else asks anybody. */
    @Test
    void theProvidersAnswersToSubmissions() throws IOException {
        Map<String, String> waves = IntStream.rangeClosed(1, 12)
                .boxed()
                .collect(Collectors.toMap(number -> "s" + number, number -> "wave number " + number + "."));
        StringBuilder storyboard = new StringBuilder("shots:\n");
        waves.forEach(
                (id, prompt) -> storyboard.append("  - { id: " + id + ", duration: 3, prompt: \"" + prompt + "\" }\n"));
        Files.writeString(folder.resolve("film.yaml"), storyboard);
        serve("10");
        proof = new FilmProof(folder, Machines.one(folder), provider, waves);
        provider.misbehave("{\"on\":\"submit\",\"do\":\"status:500\"}");
        try (Program worker = ready(framespan().with("KLING_MAX_PARALLEL", "3").startWorker(temporal.address()))) {
            try (Program render = render()) {
                render.awaitLine(line -> line.contains("submissions pause"), PATIENCE);
                pass(OUTAGE);
                provider.mendFaults();
                render.assertEnds(3, PATIENCE, worker);
                assertThat(new Operator(Machines.one(folder), temporal.address(), proof, waves).answer())
                        .as("two answers, and three in the air by then")
                        .hasSizeBetween(2, 2 + 3);
            }
            try (Program again = render()) {
                assertDone(again, worker);
            }
        }
    }

    @Test
    void theProvider() throws IOException {
        serve("10");
        try (Program worker = worker()) {
            provider.kill();
            try (Program render = render()) {
                render.awaitLine(line -> line.contains("provider unreachable"), PATIENCE);
                pass(OUTAGE);
                provider.serve();
                assertDone(render, worker);
            }
        }
    }

    @Test
    void theWorkerUntilTheLinksToTheResultsHaveExpired() throws IOException {
        serve("10", "--link-ttl", "5");
        Program first = worker();
        try (Program render = render()) {
            // One that is in the air would ask.
            for (String id : new String[] {"dawn", "gull", "boat"}) {
                render.awaitLine(line -> line.contains("\"" + id + "\"") && line.contains("committedUsd"), PATIENCE);
            }
            first.kill();
            Await.until("the end of what is at the provider", PATIENCE, () -> provider.charges().stream()
                    .allMatch(charge -> charge.status().equals("completed")));
            pass(OUTAGE);
            try (Program worker = worker()) {
                assertDone(render, worker);
            }
        }
    }

    @Test
    void roomOnTheStoresDisk() throws IOException, InterruptedException {
        Path disk = Files.createDirectory(folder.resolve("store"));
        SmallDisk.mount(disk);
        try {
            serve("10");
            try (Program worker = worker()) {
                try (Program render = render()) {
                    awaitTasks(2);
                    SmallDisk.fill(disk.resolve("filler"));
                    render.assertEnds(3, PATIENCE, worker);
                    assertThat(render.err()).anyMatch(line -> line.contains("the disk is full; make room"));
                }
                pass(OUTAGE);
                Files.delete(disk.resolve("filler"));
                try (Program answer =
                        framespan().start("continue", "film", "--temporal", temporal.address(), "--store", "store")) {
                    answer.assertEnds(0, PATIENCE, worker);
                }
                try (Program again = render()) {
                    assertDone(again, worker);
                }
            }
        } finally {
            SmallDisk.unmount(disk);
        }
    }

    private void serve(String speed, String... more) {
        provider = new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), speed, more);
        proof = new FilmProof(folder, Machines.one(folder), provider, PROMPTS);
    }

    private void awaitTasks(int number) {
        Await.until(number + " tasks", PATIENCE, () -> provider.charges().size() >= number);
    }

    private void assertDone(Program render, Program worker) throws IOException {
        render.assertEnds(0, PATIENCE, worker);
        proof.assertPaidOnce(Map.of());
        proof.assertWhole();
        proof.assertReceiptIsTheProvidersLedger(Map.of());
    }

    private Program worker() {
        return ready(framespan().startWorker(temporal.address()));
    }

    private static Program ready(Program worker) {
        worker.awaitLine(line -> line.contains("worker ready"), PATIENCE);
        return worker;
    }

    private Program render() {
        return framespan().startRender(temporal.address(), "--yes", "--json");
    }

    private FramespanProgram framespan() {
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key");
    }

    private static void pass(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
