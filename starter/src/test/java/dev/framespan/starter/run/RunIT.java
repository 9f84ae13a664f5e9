package dev.framespan.starter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workflow of one's own is made by the command itself, with the jar that is named. */
class RunIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        MusicVideoJar.into(folder.resolve("jars"));
        song("a gull flies by");
    }

    private void song(String prompt) throws IOException {
        Files.writeString(
                folder.resolve("song.json"),
                """
                {"title": "Gulls", "lines": [{"id": "gull", "prompt": "%s"}, {"id": "boat", "prompt": "a boat"}]}
                """
                        .formatted(prompt));
    }

    private Program run(FramespanProgram framespan, String... more) {
        List<String> words = new ArrayList<>(
                List.of("run", "MusicVideo", "--input", "song.json", "--store", "store", "--out", "out"));
        words.addAll(List.of(more));
        return framespan.start(words.toArray(String[]::new));
    }

    private FramespanProgram framespan() {
        return new FramespanProgram(folder);
    }

    private void assertRefused(Program command, String... words) {
        try (command) {
            command.assertEnds(2, PATIENCE);
            assertThat(String.join("\n", command.err())).contains(words);
        }
    }

    @Test
    void itIsMadeDeliveredAndNotBoughtAgain() throws IOException {
        try (SimulatedProvider provider = new SimulatedProvider(framespan(), folder.resolve("provider"), "60")) {
            FramespanProgram paying =
                    framespan().with("KLING_BASE_URL", provider.url()).with("KLING_API_KEY", "test-key");
            assertRefused(
                    run(paying, "--workflows", "jars", "--yes"),
                    "what MusicVideo buys is not known before it does: say with --budget USD");
            assertThat(folder.resolve("store")).doesNotExist();
            try (Program run = run(paying, "--workflows", "jars", "--yes", "--budget", "5")) {
                run.assertEnds(0, PATIENCE);
                assertThat(run.out()).anyMatch(line -> line.startsWith("out/film.mp4  6.0 s  $"));
            }
            assertThat(provider.charges())
                    .extracting(SimulatedProvider.Charge::prompt)
                    .containsExactlyInAnyOrder("a gull flies by", "a boat");
            assertThat(folder.resolve("out/film.json")).content().contains("\"Gulls\"");
            try (Program list = framespan().start("list", "--store", "store")) {
                list.assertEnds(0, PATIENCE);
                assertThat(list.out()).anyMatch(line -> line.matches("song +MusicVideo +done .*"));
            }
            try (Program status = framespan().start("status", "song", "--store", "store")) {
                status.assertEnds(0, PATIENCE);
                assertThat(status.out())
                        .anyMatch(line -> line.matches("workflow +MusicVideo"))
                        .anyMatch(line -> line.matches("input +.*song.json"))
                        .anyMatch(line -> line.matches("budget +\\$5.00.*"));
            }
            Files.delete(folder.resolve("out/film.mp4"));
            // What was said of its budget before holds.
            try (Program again = run(paying, "--workflows", "jars", "--yes")) {
                again.assertEnds(0, PATIENCE);
            }
            assertThat(folder.resolve("out/film.mp4")).exists();
            assertThat(provider.charges()).hasSize(2);
        }
    }

    @Test
    void whatStopsIsSaidAndTheNextRunGoesByABudgetThatWasDecidedMeanwhile() throws IOException {
        try (SimulatedProvider provider = new SimulatedProvider(framespan(), folder.resolve("provider"), "60")) {
            FramespanProgram paying =
                    framespan().with("KLING_BASE_URL", provider.url()).with("KLING_API_KEY", "test-key");
            try (Program run = run(paying, "--workflows", "jars", "--yes", "--budget", "0.01")) {
                run.assertEnds(3, PATIENCE);
                assertThat(String.join("\n", run.err())).contains("framespan budget song USD", "--workflows jars");
            }
            assertThat(provider.charges()).isEmpty();
            try (Program budget = framespan().start("budget", "song", "9", "--store", "store")) {
                budget.assertEnds(0, PATIENCE);
            }
            try (Program run = run(paying, "--workflows", "jars", "--yes")) {
                run.assertEnds(0, PATIENCE);
            }
            assertThat(provider.charges()).hasSize(2);
        }
    }

    @Test
    void whatWasRefusedIsBoughtOnceMoreWhereTheOperatorSaysSo() throws IOException {
        song("a crowd [blocked]");
        try (SimulatedProvider provider = new SimulatedProvider(framespan(), folder.resolve("provider"), "60")) {
            FramespanProgram paying =
                    framespan().with("KLING_BASE_URL", provider.url()).with("KLING_API_KEY", "test-key");
            try (Program run = run(paying, "--workflows", "jars", "--yes", "--budget", "9")) {
                run.assertEnds(3, PATIENCE);
                assertThat(String.join("\n", run.err()))
                        .contains("Change gull in the workflow or its input and run it again", "--rebuy gull");
            }
            try (Program again = run(paying, "--workflows", "jars", "--yes")) {
                again.assertEnds(3, PATIENCE);
            }
            assertThat(asked(provider)).isEqualTo(1);
            assertRefused(run(paying, "--workflows", "jars", "--yes", "--rebuy", "gul"), "it has asked for gull, boat");
            try (Program rebuy = run(paying, "--workflows", "jars", "--yes", "--rebuy", "gull")) {
                rebuy.assertEnds(3, PATIENCE);
            }
            assertThat(asked(provider)).isEqualTo(2);
        }
    }

    private static long asked(SimulatedProvider provider) {
        return provider.charges().stream()
                .filter(charge -> charge.prompt().contains("crowd"))
                .count();
    }

    @Test
    void withoutAKeyTheSimulatorPlaysTheProvider() {
        try (Program run = run(framespan(), "--workflows", "jars", "--speed", "200")) {
            run.assertEnds(0, PATIENCE);
            assertThat(run.out()).anyMatch(line -> line.contains("(simulated, nothing was paid)"));
        }
    }

    @Test
    void whatCannotBeRunIsRefusedBeforeAnythingIsMade() throws IOException {
        assertRefused(run(framespan()), "name the folder with its jar with --workflows DIR");
        assertRefused(
                framespan().start("run", "Teaser", "--workflows", "jars"),
                "no jar that is named brings a workflow Teaser; there is MusicVideo");
        assertRefused(
                framespan().start("run", "MusicVideo", "--workflows", "jars"),
                "MusicVideo takes a Song: write one as JSON into a file");
        Files.writeString(folder.resolve("song.json"), "{\"title\": \"Gulls\", \"lines\": [{\"id\": []}]}");
        assertRefused(
                run(framespan(), "--workflows", "jars"),
                "song.json: MusicVideo takes a Song, and this is none, at lines[0].id");
        Files.writeString(folder.resolve("song.json"), "{\"title\": \"Gulls\",\n \"title\": 1}");
        assertRefused(run(framespan(), "--workflows", "jars"), "song.json:2:", "this is no JSON");
        Files.writeString(folder.resolve("song.json"), "[" + "1,".repeat(1 << 20) + "1]");
        assertRefused(run(framespan(), "--workflows", "jars"), "an input has 1 MiB at most");
        Files.writeString(folder.resolve("jars/broken.jar"), "la");
        assertRefused(run(framespan(), "--workflows", "jars"), "broken.jar: ", "is no jar that can be read");
        assertRefused(
                framespan().start("worker", "--temporal", "127.0.0.1:1", "--store", "store", "--workflows", "jars"),
                "broken.jar: ",
                "is no jar that can be read");
        assertThat(folder.resolve("store")).doesNotExist();
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
