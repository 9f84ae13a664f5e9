package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program that is told to end while submissions are in the air waits for their answers: nothing is in doubt, nothing is paid twice. */
@Tag("long")
class GracefulStopIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** Of an end for which no answer is waited. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String HALF_DECODED =
            """
            if (job instanceof EngineJob.Analyse a) {
                java.nio.file.Files.writeString(a.preview(), "half of it");
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            """;
    private static final int SHOTS = 5;
    // The provider has accepted and charged, and takes its time to say so.
    private static final String SLOW = "{\"on\":\"submit\",\"do\":\"delay:5000\",\"times\":5}";

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        StringBuilder storyboard = new StringBuilder("shots:\n");
        for (int i = 1; i <= SHOTS; i++) {
            storyboard.append("  - { id: shot-").append(i).append(", duration: 3, prompt: number ");
            storyboard.append(i).append(" }\n");
        }
        Files.writeString(folder.resolve("film.yaml"), storyboard);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aRenderLeavesNoSubmissionInDoubt(String signal, int exitCode) {
        try (SimulatedProvider provider = provider()) {
            provider.misbehave(SLOW);
            try (Program render = framespan(provider).start("render", "film.yaml")) {
                awaitSubmissionsInTheAir(provider);
                render.signal(signal);

                render.assertEnds(exitCode, PATIENCE);
                assertThat(render.err()).anySatisfy(line -> assertThat(line)
                        .contains("waiting for the provider's answers about")
                        .contains("shot-"));
            }
            try (Program again = framespan(provider).start("render", "film.yaml")) {
                again.assertEnds(0, PATIENCE);
            }
            assertPaidOnce(provider);
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 0"})
    void aWorkerLeavesNoSubmissionInDoubt(String signal, int exitCode) {
        try (TemporalDevServer temporal = TemporalDevServer.start(folder);
                SimulatedProvider provider = provider();
                Program worker = worker(temporal, provider)) {
            provider.misbehave(SLOW);
            try (Program render = framespan(provider)
                    .start("render", "film.yaml", "--temporal", temporal.address(), "--store", "store")) {
                awaitSubmissionsInTheAir(provider);
                worker.signal(signal);
                Instant told = Instant.now();

                worker.assertEnds(exitCode, PATIENCE);
                assertThat(Duration.between(told, Instant.now())).isLessThan(SOON);
                assertThat(worker.err()).anySatisfy(line -> assertThat(line)
                        .contains("waiting for the provider's answers about shot-"));
                try (Program next = worker(temporal, provider)) {
                    render.assertEnds(0, PATIENCE, worker, next);
                }
            }
            assertPaidOnce(provider);
        }
    }

    /** One clip is half decoded, another one half fetched. */
    @Test
    void aWorkerHandsBackWhatItDecodesAndFetchesAndLeavesNoFile() throws IOException {
        Path slow = OtherBuild.ofEngine(folder.resolve("slow"), HALF_DECODED);
        Files.writeString(
                folder.resolve("film.yaml"),
                "shots:\n  - { id: gull, duration: 3, prompt: a gull }\n  - { id: boat, duration: 3, prompt: a boat }\n");
        try (TemporalDevServer temporal = TemporalDevServer.start(folder);
                SimulatedProvider provider = provider();
                Program worker = ServerSetup.ready(framespan(provider)
                        .build(slow)
                        .start("worker", "--temporal", temporal.address(), "--store", "store"))) {
            provider.misbehave(
                    "{\"on\":\"result\",\"match\":{\"prompt_contains\":\"boat\"},\"do\":\"delay:60000\",\"times\":1}");
            try (Program render = framespan(provider)
                    .start("render", "film.yaml", "--temporal", temporal.address(), "--store", "store", "--json")) {
                render.awaitStep("boat", "fetching", PATIENCE);
                Await.until("a half decoded clip", PATIENCE, () -> scratch().stream()
                        .anyMatch(file -> file.toString().endsWith("y4m")));
                List<ProcessHandle> children = worker.children();
                worker.signal("TERM");
                Instant told = Instant.now();

                worker.assertEnds(0, PATIENCE);
                assertThat(Duration.between(told, Instant.now())).isLessThan(SOON);
                assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
                assertThat(scratch()).isEmpty();
                try (Program next = worker(temporal, provider)) {
                    render.assertEnds(0, PATIENCE, worker, next);
                }
            }
            assertThat(provider.charges()).hasSize(2).noneMatch(SimulatedProvider.Charge::refunded);
        }
    }

    /** The unfinished files of the store. */
    private List<Path> scratch() {
        Path scratch = folder.resolve("store/scratch");
        if (!Files.exists(scratch)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(scratch)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException | UncheckedIOException e) {
            // One of them has gone just now.
            return List.of();
        }
    }

    @Test
    void aSecondCtrlCLeavesAtOnce() {
        try (SimulatedProvider provider = provider()) {
            provider.misbehave("{\"on\":\"submit\",\"do\":\"delay:30000\"}");
            try (Program render = framespan(provider).start("render", "film.yaml")) {
                Await.until("a submission in the air", PATIENCE, () -> !provider.charges()
                        .isEmpty());
                render.interrupt();
                render.awaitLine(line -> line.contains("waiting for the provider's answers about"), PATIENCE);
                try (Program status = new FramespanProgram(folder).start("status", "film.yaml")) {
                    status.assertEnds(0, PATIENCE);
                    assertThat(String.join("\n", status.out()))
                            .contains("held by a process on this machine", "unanswered")
                            .doesNotContain("in doubt", "render it again");
                }
                Instant second = Instant.now();
                render.interrupt();

                render.assertEnds(130, PATIENCE);
                assertThat(Duration.between(second, Instant.now())).isLessThan(Duration.ofSeconds(10));
            }
        }
    }

    private static void awaitSubmissionsInTheAir(SimulatedProvider provider) {
        Await.until("four submissions", PATIENCE, () -> provider.charges().size() >= 4);
    }

    private SimulatedProvider provider() {
        return new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60");
    }

    private FramespanProgram framespan(SimulatedProvider provider) {
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key");
    }

    private Program worker(TemporalDevServer temporal, SimulatedProvider provider) {
        Program worker = framespan(provider).start("worker", "--temporal", temporal.address(), "--store", "store");
        worker.awaitLine(line -> line.contains("worker ready"), PATIENCE);
        return worker;
    }

    private static void assertPaidOnce(SimulatedProvider provider) {
        assertThat(provider.charges()).hasSize(SHOTS).noneMatch(SimulatedProvider.Charge::refunded);
        assertThat(provider.charges().stream()
                        .map(SimulatedProvider.Charge::prompt)
                        .collect(Collectors.toSet()))
                .hasSize(SHOTS);
    }
}
