package dev.framespan.starter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.durability.TemporalDevServer;
import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
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

/** A workflow of one's own on a stock worker and a real Temporal server: whatever becomes of the worker, it is as a storyboard's film is. */
@Tag("long")
@Tag("production")
class RunOnServerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    private TemporalDevServer temporal;

    @BeforeEach
    void open() {
        MusicVideoJar.into(folder.resolve("jars"));
        temporal = TemporalDevServer.start(folder);
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    private void song(String... prompts) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < prompts.length; i++) {
            lines.add("{\"id\": \"line-%d\", \"prompt\": \"%s\"}".formatted(i + 1, prompts[i]));
        }
        Files.writeString(
                folder.resolve("song.json"), "{\"title\": \"Gulls\", \"lines\": [" + String.join(", ", lines) + "]}");
    }

    private SimulatedProvider provider(String speed) throws IOException {
        return new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), speed);
    }

    private FramespanProgram paying(SimulatedProvider provider) {
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key");
    }

    private Program worker(SimulatedProvider provider) {
        Program worker = paying(provider)
                .start("worker", "--store", "store", "--temporal", temporal.address(), "--workflows", "jars");
        worker.awaitLine(
                line -> line.contains("worker ready") && line.contains("workflows of songs-1.0.jar (MusicVideo)"),
                PATIENCE);
        return worker;
    }

    /** The jar is not named: the store knows who hosts the workflow. */
    private Program run(SimulatedProvider provider, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "run",
                "MusicVideo",
                "--input",
                "song.json",
                "--store",
                "store",
                "--temporal",
                temporal.address(),
                "--out",
                "out",
                "--budget",
                "20",
                "--yes"));
        words.addAll(List.of(more));
        return paying(provider).start(words.toArray(String[]::new));
    }

    private Program command(String... words) {
        return new FramespanProgram(folder).startOn(temporal.address(), words);
    }

    private static List<String> says(int exit, Program command, Program... besides) {
        try (command) {
            command.assertEnds(exit, PATIENCE, besides);
            return command.out();
        }
    }

    @Test
    void aWorkerThatIsKilledHalfWayPaysOnceForEachShot() throws IOException {
        song("a gull", "a boat", "a pier");
        try (SimulatedProvider provider = provider("6")) {
            Program first = worker(provider);
            try (Program run = run(provider, "--json")) {
                Await.until(
                        "three tasks at work",
                        PATIENCE,
                        () -> provider.charges().stream()
                                        .filter(charge -> charge.status().equals("processing"))
                                        .count()
                                == 3);
                first.kill();
                try (Program second = worker(provider)) {
                    assertThat(says(0, command("list"), second))
                            .anyMatch(line -> line.matches("song +MusicVideo +at work.*"));
                    run.assertEnds(0, PATIENCE, second);
                    assertThat(run.out()).anyMatch(line -> line.contains("\"outcome\":\"DONE\""));
                    assertThat(folder.resolve("out/film.mp4")).exists();
                    // Another terminal asks for the same: it is delivered, and nothing is bought.
                    says(0, run(provider, "--quiet"), second);
                }
            }
            assertThat(provider.charges())
                    .extracting(SimulatedProvider.Charge::prompt)
                    .containsExactlyInAnyOrder("a gull", "a boat", "a pier");
        }
    }

    @Test
    void whatStopsParksAndEachAnswerGoesOnWithIt() throws IOException {
        song("a gull", "a crowd [blocked]", "rain [refuse]");
        try (SimulatedProvider provider = provider("60");
                Program worker = worker(provider)) {
            says(3, run(provider, "--quiet"), worker);
            assertThat(says(3, command("shots", "song"), worker))
                    .anyMatch(line -> line.matches("shot +line-1 .*done"))
                    .anyMatch(line -> line.matches("shot +line-2 .*parked: .*"))
                    .anyMatch(line -> line.matches("shot +line-3 .*parked: .*"));
            refused("line-1 is made", "fix", "song", "line-1", "--prompt", "a pier");
            refused("has asked for no still, clip or speech boat", "fix", "song", "boat", "--prompt", "a boat");

            says(0, command("fix", "song", "line-2", "--prompt", "a few people"), worker);
            says(0, command("fix", "song", "line-3", "--prompt", "rain"), worker);

            assertThat(says(0, run(provider, "--quiet"), worker)).anyMatch(line -> line.contains("9.0 s"));
            assertThat(provider.charges())
                    .extracting(charge -> charge.prompt() + " " + charge.refunded())
                    .containsExactlyInAnyOrder(
                            "a gull false", "a crowd [blocked] true", "a few people false", "rain false");
        }
    }

    private void refused(String reason, String... words) {
        try (Program command = command(words)) {
            command.assertEnds(2, PATIENCE);
            assertThat(command.err()).anyMatch(line -> line.contains(reason));
        }
    }

    @Test
    void whatIsQueuedIsRefundedWhenItIsCancelledAndAnotherInputWaitsForThat() throws IOException {
        song("a gull", "a boat");
        try (SimulatedProvider provider = provider("0.01");
                Program worker = worker(provider)) {
            says(0, run(provider, "--detach"), worker);
            Await.until("two tasks", PATIENCE, () -> provider.charges().size() == 2);
            song("a gull", "a pier");
            try (Program other = run(provider)) {
                other.assertEnds(2, PATIENCE, worker);
                assertThat(String.join("\n", other.err()))
                        .contains("a film song of another input or workflow is still at work", "--id");
            }
            says(0, command("cancel", "song"), worker);
            assertThat(provider.charges()).hasSize(2).allMatch(SimulatedProvider.Charge::refunded);
            assertThat(says(0, command("status", "song"), worker)).anyMatch(line -> line.matches("state +cancelled.*"));
        }
    }

    @Test
    void aWorkflowThatContinuesAsNewIsFollowedToItsEndAlsoWhereTheWorkerThatHostsItHasNoKey() throws IOException {
        MusicVideoJar.inRoundsInto(folder.resolve("jars"));
        song("a gull", "a boat");
        try (SimulatedProvider provider = provider("60");
                Program worker =
                        paying(provider).start("worker", "--store", "store", "--temporal", temporal.address());
                Program host = new FramespanProgram(folder)
                        .start(
                                "worker",
                                "--store",
                                "store",
                                "--temporal",
                                temporal.address(),
                                "--queues",
                                "media",
                                "--workflows",
                                "jars")) {
            worker.awaitLine(line -> line.contains("worker ready"), PATIENCE);
            host.awaitLine(line -> line.contains("worker ready"), PATIENCE);
            try (Program run = paying(provider)
                    .start(
                            "run",
                            "Rounds",
                            "--input",
                            "song.json",
                            "--store",
                            "store",
                            "--temporal",
                            temporal.address(),
                            "--budget",
                            "9",
                            "--yes",
                            "--out",
                            "out")) {
                run.assertEnds(0, PATIENCE, worker, host);
                assertThat(run.out()).anyMatch(line -> line.startsWith("out/film.mp4  3.0 s"));
            }
            assertThat(provider.charges())
                    .extracting(SimulatedProvider.Charge::prompt)
                    .containsExactly("a gull", "a boat");
        }
    }

    @Test
    void whatNobodyHostsIsRefusedAndWhatTheWorkflowCannotReadEndsItsRun() throws IOException {
        Files.writeString(folder.resolve("song.json"), "[1, 2]");
        try (SimulatedProvider provider = provider("60")) {
            Program worker = worker(provider);
            try (Program run = run(provider)) {
                run.assertEnds(1, PATIENCE, worker);
                assertThat(String.join("\n", run.err())).contains("the film song was not made: ", "studio.Song");
            }
            try (Program run = paying(provider)
                    .start("run", "Teaser", "--store", "store", "--temporal", temporal.address(), "--budget", "1")) {
                run.assertEnds(2, PATIENCE, worker);
                assertThat(String.join("\n", run.err())).contains("has hosted a workflow Teaser; there is MusicVideo");
            }
            worker.kill();
        }
    }
}
