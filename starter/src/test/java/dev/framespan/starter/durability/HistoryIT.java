package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.film.FilmWorkflowImpl;
import dev.framespan.workflows.film.SceneWorkflowImpl;
import dev.framespan.workflows.generation.GenerationWorkflowImpl;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a film has left on a Temporal server is written down so that a test can replay it. */
@Tag("long")
class HistoryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    @Test
    void theHistoryOfAFilmAndOfEachOfItsShotsReplays() throws Exception {
        storyboard();
        try (TemporalDevServer temporal = TemporalDevServer.start(folder);
                SimulatedProvider provider =
                        new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60");
                Program worker =
                        paying(provider).start("worker", "--store", "store", "--temporal", temporal.address())) {
            worker.awaitLine(line -> line.contains("worker ready"), PATIENCE);
            says(
                    0,
                    paying(provider)
                            .start(
                                    "render",
                                    "storm.yaml",
                                    "--store",
                                    "store",
                                    "--temporal",
                                    temporal.address(),
                                    "--yes",
                                    "--quiet"));

            WorkflowExecutionHistory film = history(temporal);
            String id = film.getWorkflowExecution().getWorkflowId();
            assertThat(id).startsWith("storm@");
            WorkflowExecutionHistory shot = history(temporal, "--workflow", id + "/1/gull");

            replay(film);
            replay(shot);
            assertThatThrownBy(() -> replay(WorkflowExecutionHistory.fromJson(
                            film.toJson(false).replace(id + "/1/gull", id + "/1/boat"), id)))
                    .hasStackTraceContaining("NonDeterministic");
            refused(temporal, "tide/1/gull is no workflow of the film storm", "--workflow", "tide/1/gull");
            refused(temporal, "the server knows no workflow " + id + "/1/boat", "--workflow", id + "/1/boat");
        }
    }

    @Test
    void aFilmOfARenderWithoutAServerLeavesNone() throws IOException {
        storyboard();
        try (SimulatedProvider provider =
                new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60")) {
            says(0, paying(provider).start("render", "storm.yaml", "--store", "store", "--yes", "--quiet"));
        }
        try (Program command = new FramespanProgram(folder).start("history", "storm", "--store", "store")) {
            command.assertEnds(2, PATIENCE);
            assertThat(command.out()).isEmpty();
            assertThat(command.err()).anyMatch(line -> line.contains("leave no history when it ends"));
        }
    }

    private void storyboard() throws IOException {
        Files.writeString(
                folder.resolve("storm.yaml"), "shots:\n  - { id: gull, duration: 3, prompt: a gull flies by }\n");
    }

    private FramespanProgram paying(SimulatedProvider provider) {
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key");
    }

    private Program command(TemporalDevServer temporal, String... more) {
        String[] words = {"history", "storm", "--store", "store", "--temporal", temporal.address()};
        return new FramespanProgram(folder)
                .start(Stream.of(words, more).flatMap(Arrays::stream).toArray(String[]::new));
    }

    /** The standard output is the history, and nothing else. */
    private WorkflowExecutionHistory history(TemporalDevServer temporal, String... more) {
        return WorkflowExecutionHistory.fromJson(String.join("\n", says(0, command(temporal, more))));
    }

    private void refused(TemporalDevServer temporal, String reason, String... more) {
        try (Program command = command(temporal, more)) {
            command.assertEnds(2, PATIENCE);
            assertThat(command.err()).anyMatch(line -> line.contains(reason));
        }
    }

    private static List<String> says(int exit, Program command) {
        try (command) {
            command.assertEnds(exit, PATIENCE);
            return command.out();
        }
    }

    private static void replay(WorkflowExecutionHistory history) throws Exception {
        try (TestWorkflowEnvironment server = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build())) {
            WorkflowReplayer.replayWorkflowExecution(
                    history, server, FilmWorkflowImpl.class, SceneWorkflowImpl.class, GenerationWorkflowImpl.class);
        }
    }
}
