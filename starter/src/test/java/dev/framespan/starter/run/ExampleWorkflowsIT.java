package dev.framespan.starter.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framespan.starter.durability.TemporalDevServer;
import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workflows of {@code examples/workflows}, for real but for the provider: one worker that hosts their jar, a Temporal server, FFmpeg. */
@Tag("long")
class ExampleWorkflowsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Path EXAMPLES = Path.of("..", "examples", "workflows");

    @TempDir
    Path folder;

    private TemporalDevServer temporal;
    private SimulatedProvider provider;
    private Program worker;

    @BeforeEach
    void open() throws IOException {
        Path jars = Files.createDirectories(folder.resolve("jars"));
        try (Stream<Path> built = Files.list(EXAMPLES.resolve("target"))) {
            Path jar = built.filter(file -> file.getFileName()
                            .toString()
                            .matches("framespan-example-workflows-[^-]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
            Files.copy(jar, jars.resolve(jar.getFileName()));
        }
        // A voice has no listed price, and a run that may spend so much needs one.
        Files.writeString(
                folder.resolve("catalogue.json"),
                "{\"speech\": [{\"name\": \"tts-1\", \"usd_per_character\": 0.000015}]}");
        temporal = TemporalDevServer.start(folder);
        provider = new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60");
        worker = paying().start(
                        "worker",
                        "--store",
                        "store",
                        "--temporal",
                        temporal.address(),
                        "--workflows",
                        "jars",
                        "--inputs",
                        EXAMPLES.resolve("inputs").toAbsolutePath().toString());
        worker.awaitLine(line -> line.contains("worker ready"), PATIENCE);
    }

    @AfterEach
    void close() {
        worker.kill();
        provider.close();
        temporal.close();
    }

    private FramespanProgram paying() {
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key")
                .with("FRAMESPAN_CATALOGUE", folder.resolve("catalogue.json").toString());
    }

    private Program run(String type, String input, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "run",
                type,
                "--input",
                EXAMPLES.resolve("inputs")
                        .resolve(input + ".json")
                        .toAbsolutePath()
                        .toString(),
                "--store",
                "store",
                "--temporal",
                temporal.address(),
                "--out",
                input,
                "--budget",
                "20",
                "--yes",
                "--quiet"));
        words.addAll(List.of(more));
        return paying().start(words.toArray(String[]::new));
    }

    private void ends(int exit, Program run) {
        try (run) {
            run.assertEnds(exit, PATIENCE, worker);
        }
    }

    /** In Temporal's own words: what none of Framespan's commands says. */
    private void tell(String film, Consumer<WorkflowStub> words) throws IOException {
        String store =
                json(folder.resolve("store/framespan-store.json")).path("id").asText();
        temporal.use(client -> words.accept(client.newUntypedWorkflowStub(film + "@" + store.substring(0, 8))));
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private List<String> bought(String prompt) {
        return provider.charges().stream()
                .map(SimulatedProvider.Charge::prompt)
                .filter(words -> words.contains(prompt))
                .toList();
    }

    @Test
    void eachExampleMakesItsFilms() throws IOException {
        ends(0, run("MusicVideo", "music-video"));
        JsonNode video = json(folder.resolve("music-video/film.json"));
        assertThat(video.path("shots").findValuesAsText("startFrame")).containsExactly("0", "36", "54", "72", "108");
        assertThat(video.path("picture").path("frames").asInt()).isEqualTo(144);

        ends(0, run("Localised", "localised"));
        for (String language : List.of("deu", "eng", "fra", "ita", "spa")) {
            assertThat(folder.resolve("localised/" + language + "/film.mp4")).isNotEmptyFile();
        }
        assertThat(bought("coffee")).hasSize(1);

        ends(3, run("HeroChoice", "hero-choice"));
        tell("hero-choice", hero -> hero.update("choose", Void.class, "hero-2"));
        ends(0, run("HeroChoice", "hero-choice"));
        assertThat(folder.resolve("hero-choice/film.mp4")).isNotEmptyFile();
        assertThat(bought("keeper lights")).hasSize(3);
        assertThat(bought("beam")).hasSize(1);

        ends(0, run("EndlessChannel", "endless-channel", "--detach"));
        Await.until("two shots", PATIENCE, () -> bought("train").size() == 2);
        tell("endless-channel", channel -> channel.signal("stop"));
        ends(0, run("EndlessChannel", "endless-channel"));
        assertThat(folder.resolve("endless-channel/film.mp4")).isNotEmptyFile();
    }
}
