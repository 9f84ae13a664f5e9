package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.film.FilmWorkflow;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film of several scenes is a workflow for each on a Temporal server, and to its operator one film. */
@Tag("long")
class SceneFilmIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    private TemporalDevServer temporal;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(
                folder.resolve("storm.yaml"),
                """
                keyframes:
                  sea: { prompt: a calm sea }
                scenes:
                  - id: morning
                    title: In the morning
                    shots:
                      - { id: gull, from: sea, duration: 3, prompt: a gull flies by }
                      - { id: crowd, duration: 3, prompt: "a crowd [blocked]" }
                  - id: noon
                    shots:
                      - { id: boat, from: sea, duration: 3, prompt: a boat passes }
                      - { id: rain, duration: 3, prompt: "rain [refuse]" }
                      - { id: tide, duration: 3, prompt: "a tide [blocked]" }
                  - id: evening
                    shots:
                      - { id: crew, from: sea, duration: 3, prompt: the crew comes home }
                """);
        temporal = TemporalDevServer.start(folder);
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void eachSceneParksAndIsAnsweredByItselfAndTheFilmIsOne() throws IOException {
        try (SimulatedProvider provider =
                new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60")) {
            try (Program worker = worker(provider)) {
                says(3, render(provider), worker);
                assertThat(says(3, command("shots", "storm")))
                        .anyMatch(line -> line.matches("keyframe +sea .*done"))
                        .anyMatch(line -> line.matches("shot +gull .*done"))
                        .anyMatch(line -> line.matches("shot +crowd .*parked: .*"))
                        .anyMatch(line -> line.matches("shot +rain .*parked: .*"))
                        .anyMatch(line -> line.matches("shot +crew .*done"));
                found("FramespanState = 'waits' AND FramespanWaitingFor = 'POLICY' AND FramespanSpentUsd > 0.5");
                assertThat(says(0, command("status", "storm"))).anyMatch(line -> line.contains("crowd"));
                worker.kill();
            }
            try (Program worker = worker(provider)) {
                refused("there is no shot, keyframe or speech boot", "skip", "storm", "boot");
                refused("gull is made", "skip", "storm", "gull");
                refused("crew is made, and so is its scene", "skip", "storm", "crew");
                refused("it is not paused", "resume", "storm");
                says(0, command("pause", "storm"), worker);
                refused("it is paused already", "pause", "storm");
                says(0, command("resume", "storm"), worker);
                says(0, command("fix", "storm", "crowd", "--prompt", "a few people"), worker);
                changed("a tide [blocked]", "a low tide");
                says(3, render(provider), worker);
                says(0, command("skip", "storm", "rain"), worker);
                assertThat(says(0, render(provider), worker)).anyMatch(line -> line.contains("15.0 s"));
                // What was said holds for the next render, too, which buys nothing.
                says(0, render(provider), worker);
            }
            assertThat(provider.charges())
                    .extracting(charge -> charge.prompt() + " " + charge.refunded())
                    .containsExactlyInAnyOrder(
                            "a calm sea false",
                            "a gull flies by false",
                            "a crowd [blocked] true",
                            "a few people false",
                            "a boat passes false",
                            "a tide [blocked] true",
                            "a low tide false",
                            "the crew comes home false");
            found("FramespanState = 'done' AND FramespanTitle = 'storm'");
            JsonNode receipt =
                    Payloads.json().readTree(folder.resolve("out/film.json").toFile());
            assertThat(receipt.path("shots").findValuesAsText("id"))
                    .containsExactly("gull", "crowd", "boat", "rain", "tide", "crew");
        }
    }

    /** Temporal's lists are a moment behind. */
    private void found(String query) {
        temporal.use(client -> Await.until(query, PATIENCE, () -> client.listExecutions(query)
                .anyMatch(run -> run.getWorkflowType().equals(FilmWorkflow.TYPE))));
    }

    private void changed(String before, String now) throws IOException {
        Path storyboard = folder.resolve("storm.yaml");
        Files.writeString(storyboard, Files.readString(storyboard).replace(before, now));
    }

    private void refused(String reason, String... words) {
        try (Program command = command(words)) {
            command.assertEnds(2, PATIENCE);
            assertThat(command.err()).anyMatch(line -> line.contains(reason));
        }
    }

    private static List<String> says(int exit, Program command, Program... besides) {
        try (command) {
            command.assertEnds(exit, PATIENCE, besides);
            return command.out();
        }
    }

    private Program worker(SimulatedProvider provider) {
        Program worker = paying(provider).start("worker", "--store", "store", "--temporal", temporal.address());
        worker.awaitLine(line -> line.contains("worker ready"), PATIENCE);
        return worker;
    }

    private Program render(SimulatedProvider provider) {
        return paying(provider)
                .start(
                        "render",
                        "storm.yaml",
                        "--store",
                        "store",
                        "--temporal",
                        temporal.address(),
                        "--out",
                        "out",
                        "--yes",
                        "--quiet");
    }

    private Program command(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--store", "store", "--temporal", temporal.address()));
        return new FramespanProgram(folder).start(all.toArray(String[]::new));
    }

    private FramespanProgram paying(SimulatedProvider provider) {
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key");
    }
}
