package dev.framespan.starter.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program with everything it starts, on a film of two shots. */
@Tag("long")
class RenderIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String STORYBOARD =
            """
            title: Two shots
            keyframes:
              dawn: { prompt: a hill at dawn }
            shots:
              - { id: hill, from: dawn, duration: 3, prompt: the sun rises }
              - { id: gull, duration: 3, prompt: a gull flies by }
            """;

    @TempDir
    Path folder;

    private FramespanProgram framespan;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("film.yaml"), STORYBOARD);
        framespan = new FramespanProgram(folder);
    }

    @Test
    void aStoryboardBecomesAFilmAndOnlyWhatChangesIsBoughtAgain() throws IOException {
        try (Program render = framespan.start("render", "film.yaml")) {
            render.assertEnds(0, PATIENCE);
            assertThat(render.err()).first().asString().contains("nothing is bought");
            assertThat(render.out()).singleElement().asString().startsWith("out/film/film.mp4  6.0 s  $");
        }
        assertThat(Files.readAllBytes(folder.resolve("out/film/film.mp4"))).hasSizeGreaterThan(10_000);
        assertThat(folder.resolve("out/film/contact-sheet.jpg")).isNotEmptyFile();
        try (Program again = framespan.start("render", "film.yaml", "--json", "--out", "again")) {
            again.assertEnds(0, PATIENCE);
            JsonNode result = json(again.out().get(again.out().size() - 1));
            assertThat(result.path("event").asText()).isEqualTo("result");
            assertThat(result.path("spentUsd").decimalValue()).isEqualByComparingTo("0");
            assertThat(again.out())
                    .allSatisfy(line -> assertThat(json(line).has("event")).isTrue());
        }
        assertThat(folder.resolve("again/film.mp4")).hasSameBinaryContentAs(folder.resolve("out/film/film.mp4"));
        assertPaidOnce(3);
        try (Program list = framespan.start("list")) {
            list.assertEnds(0, PATIENCE);
            assertThat(list.out()).anySatisfy(line -> assertThat(line).contains("film", "done"));
        }
        Files.writeString(folder.resolve("film.yaml"), STORYBOARD.replace("a gull flies by", "two gulls fly by"));
        try (Program changed = framespan.start("render", "film.yaml")) {
            changed.assertEnds(0, PATIENCE);
        }
        assertPaidOnce(4);
    }

    @Test
    void aFilmIsKnownWhereItsRenderWasTyped() throws IOException {
        Files.createDirectory(folder.resolve("examples"));
        Files.move(folder.resolve("film.yaml"), folder.resolve("examples/film.yaml"));
        try (Program render = framespan.start("render", "examples/film.yaml", "--speed", "100")) {
            render.assertEnds(0, PATIENCE);
        }
        assertSays(0, "done (", "list");
        assertSays(0, "done (", "status", "film");
        assertSays(0, "is done; nothing to cancel", "cancel", "film");

        DirectoryStore.open(folder.resolve("more/.framespan"));
        assertSays(2, "examples/.framespan, more/.framespan", "list");
        assertSays(0, "done (", "status", "examples/film.yaml");
        assertSays(0, "done (", "status", "film", "--store", "examples/.framespan");
        DirectoryStore.open(folder.resolve(".framespan"));
        assertSays(2, "other stores, for --store, are examples/.framespan", "status", "film");
    }

    private void assertSays(int exitCode, String words, String... arguments) {
        try (Program program = framespan.start(arguments)) {
            program.assertEnds(exitCode, PATIENCE);
            assertThat(program.toString()).contains(words);
        }
    }

    @Test
    void killedItGoesOnWhereItWasAndLeavesNoProcessBehind() throws IOException {
        List<ProcessHandle> children;
        try (Program killed = framespan.start("render", "film.yaml", "--speed", "4", "--json")) {
            killed.awaitStep("gull", "rendering", PATIENCE);
            children = killed.children();
            assertThat(children).isNotEmpty();
            killed.kill();
        }
        assertThat(children)
                .allSatisfy(child ->
                        assertThat(endsSoon(child)).as("ends with its parent").isTrue());
        try (Program again = framespan.start("render", "film.yaml")) {
            again.assertEnds(0, PATIENCE);
        }
        assertPaidOnce(3);
    }

    @Test
    void twoTerminalsSeeOneFilmAndTheSecondGoesOnWhenTheFirstIsKilled() throws IOException {
        try (Program first = framespan.start("render", "film.yaml", "--speed", "4", "--out", "first")) {
            awaitServer();
            try (Program second = framespan.start("render", "film.yaml", "--out", "second", "--json")) {
                second.awaitLine(line -> line.contains("another render makes this film"), PATIENCE);
                second.awaitStep("gull", "rendering", PATIENCE);
                Files.writeString(folder.resolve("other.yaml"), "id: film\n" + STORYBOARD.replace("gull", "tern"));
                try (Program other = framespan.start("render", "other.yaml")) {
                    other.assertEnds(2, PATIENCE);
                    assertThat(other.err())
                            .last()
                            .asString()
                            .contains("another storyboard")
                            .contains("cancel film");
                }
                try (Program status = framespan.start("status", "film.yaml")) {
                    status.assertEnds(0, PATIENCE);
                    assertThat(status.out()).anySatisfy(line -> assertThat(line).contains("at work"));
                }
                first.kill();
                second.assertEnds(0, PATIENCE);
            }
        }
        assertThat(folder.resolve("second/film.mp4")).isNotEmptyFile();
        assertThat(folder.resolve("first")).doesNotExist();
        assertPaidOnce(3);
    }

    @Test
    void ctrlCSaysWhatItLeavesAndHowToGoOn() {
        try (Program render = framespan.start("render", "film.yaml", "--speed", "2")) {
            awaitServer();
            render.interrupt();
            render.assertEnds(130, Duration.ofSeconds(20));
            assertThat(render.err()).last().asString().contains("framespan render film.yaml continues");
            assertThat(render.out()).isEmpty();
        }
    }

    @Test
    void ctrlCThatReachesTheSimulatorTooLeavesNothingInDoubt() {
        try (Program render = framespan.start("render", "film.yaml", "--speed", "2")) {
            awaitServer();
            render.signalAll("INT");
            render.assertEnds(130, PATIENCE);
        }
        try (Program status = framespan.start("status", "film")) {
            status.assertEnds(0, PATIENCE);
            assertThat(status.out()).noneMatch(line -> line.contains("in doubt"));
        }
        try (Program render = framespan.start("render", "film.yaml", "--speed", "20")) {
            render.assertEnds(0, PATIENCE);
        }
    }

    @Test
    void aCancelledFilmEndsInBothTerminals() {
        try (Program render = framespan.start("render", "film.yaml", "--speed", "2")) {
            awaitServer();
            try (Program cancel = framespan.start("cancel", "film")) {
                cancel.assertEnds(0, PATIENCE);
                assertThat(cancel.err()).last().asString().contains("cancelled");
            }
            render.assertEnds(1, PATIENCE);
            assertThat(render.err()).last().asString().contains("cancelled");
        }
        try (Program cancel = framespan.start("cancel", "film")) {
            cancel.assertEnds(0, PATIENCE);
            assertThat(cancel.err()).last().asString().contains("cancelled already; nothing to cancel");
        }
    }

    @Test
    void aKeyIsNeverShown() {
        String key = "sk-never-to-be-seen-0123456789";
        framespan
                .with("KLING_API_KEY", key)
                .with("KLING_BASE_URL", "http://127.0.0.1:9/v1")
                .with("KLING_PATIENCE", "2s");
        try (Program render = framespan.start("render", "film.yaml", "--debug")) {
            render.assertEnds(1, PATIENCE);
            assertThat(render.toString()).doesNotContain(key);
        }
    }

    @Test
    void whatIsRefusedIsRefusedBeforeAnythingIsMade() throws IOException {
        Files.writeString(folder.resolve("file"), "x");
        assertRefused("a file", "render", "film.yaml", "--out", "file/out");
        assertRefused("buys no shot or keyframe", "render", "film.yaml", "--rebuy", "tern");
        assertRefused("no such file", "render", "none.yaml");
        framespan.with("KLING_BASE_URL", "https://www.qingbo.dev/v1");
        assertRefused("KLING_API_KEY is missing", "render", "film.yaml");
        framespan.with("KLING_BASE_URL", "").with("KLING_MAX_PARALLEL", "x");
        assertRefused("KLING_MAX_PARALLEL", "render", "film.yaml");
        assertThat(folder.resolve(".framespan")).doesNotExist();
    }

    /** Waits until the film is begun, and other terminals can find it. */
    private void awaitServer() {
        Await.until(
                "the film's server",
                PATIENCE,
                () -> Files.exists(folder.resolve(".framespan/films/film/temporal.address")));
    }

    private void assertRefused(String words, String... arguments) {
        try (Program program = framespan.start(arguments)) {
            program.assertEnds(2, PATIENCE);
            assertThat(String.join("\n", program.err())).contains(words).doesNotContain("\tat ", "Exception");
            assertThat(program.out()).isEmpty();
        }
    }

    /** Asks the simulator, started by hand on the film's state, what was charged. */
    private void assertPaidOnce(int purchases) throws IOException {
        try (Program simulator = framespan.start("simulate", "--state", ".framespan/simulator")) {
            String line = simulator.awaitLine(said -> said.startsWith("simulator listening on "), PATIENCE);
            URI base = URI.create(
                    line.substring("simulator listening on ".length()).strip());
            JsonNode ledger = json(HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(base.resolve("/admin/ledger"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
            List<String> charged = new ArrayList<>();
            (ledger.isArray() ? ledger : ledger.path("entries")).forEach(entry -> charged.add(entry.toString()));
            assertThat(charged).as(ledger.toString()).hasSize(purchases);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static boolean endsSoon(ProcessHandle process) {
        for (int look = 0; look < 100 && process.isAlive(); look++) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !process.isAlive();
    }

    private static JsonNode json(String text) {
        try {
            return Payloads.json().readTree(text);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }
}
