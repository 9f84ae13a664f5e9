package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.Reservations;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One Temporal server may serve several stores, and one store workers that pay different providers: each makes what is its own. */
@Tag("long")
class SharedServerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String STORYBOARD =
            """
            shots:
              - { id: gull, duration: 3, prompt: a gull flies by }
              - { id: boat, duration: 3, prompt: a boat at rest }
            """;

    @TempDir
    Path folder;

    private TemporalDevServer temporal;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(folder.resolve("film.yaml"), STORYBOARD);
        temporal = TemporalDevServer.start(folder);
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void twoStoresWithFilmsOfOneIdAndAWorkerEachMakeBothFilmsAndEachPaysForItsOwn() throws IOException {
        try (SimulatedProvider one = provider("one");
                SimulatedProvider two = provider("two");
                Program first = worker(paying(one), "store-1");
                Program second = worker(paying(two), "store-2");
                Program film1 = render(paying(one), "store-1", "out-1");
                Program film2 = render(paying(two), "store-2", "out-2")) {
            film1.assertEnds(0, PATIENCE, first);
            film2.assertEnds(0, PATIENCE, second);

            assertThat(one.charges()).hasSize(2);
            assertThat(two.charges()).hasSize(2);
            assertThat(folder.resolve("out-1/film.mp4")).isNotEmptyFile();
            assertThat(folder.resolve("out-2/film.mp4")).isNotEmptyFile();
        }
    }

    @Test
    void aSimulatedFilmAndAPaidOneOfOneStoreKeepApart() throws IOException {
        try (SimulatedProvider provider = provider("paid");
                Program simulating = worker(new FramespanProgram(folder), "store");
                Program paid = worker(paying(provider), "store")) {
            try (Program simulated = render(new FramespanProgram(folder), "store", "simulated")) {
                simulated.assertEnds(0, PATIENCE, simulating);
                assertThat(simulated.out()).anySatisfy(line -> assertThat(line).contains("nothing was paid"));
            }
            assertThat(provider.charges()).isEmpty();

            try (Program render = render(paying(provider), "store", "out")) {
                render.assertEnds(0, PATIENCE, paid, simulating);
                assertThat(render.err()).anySatisfy(line -> assertThat(line).contains("pay loopback", provider.url()));
            }
            assertThat(provider.charges()).hasSize(2);
            JsonNode receipt =
                    Payloads.json().readTree(folder.resolve("out/film.json").toFile());
            assertThat(receipt.path("realm").asText()).isEqualTo("loopback");
            assertThat(receipt.path("spentUsd").decimalValue()).isPositive();
        }
    }

    @Test
    void aFilmThatIsParkedByItsBudgetGoesOnAndIsDeliveredWhenThatIsRaised() throws IOException {
        Files.writeString(folder.resolve("film.yaml"), "budget_usd: 0.5\n" + STORYBOARD);
        Reservations.hold(folder.resolve("store"), "film", "0.2");
        try (SimulatedProvider provider = provider("paid");
                Program worker = worker(paying(provider), "store");
                Program render = onServer(paying(provider), "render", "--json", "--out", "out")) {
            provider.keepProcessing();
            render.awaitLine(line -> line.contains("\"state\":\"parked\""), PATIENCE);
            assertThat(folder.resolve("out/film.mp4")).doesNotExist();
            try (Program raise = onServer(new FramespanProgram(folder), "budget", "0.55")) {
                raise.assertEnds(0, PATIENCE, worker);
                assertThat(raise.err()).last().asString().contains("may cost $0.55 in all from now on");
            }
            // A render that joins the film sets what the author has written meanwhile.
            Files.writeString(folder.resolve("film.yaml"), "budget_usd: 0.7\n" + STORYBOARD);
            try (Program joins = onServer(paying(provider), "render", "--out", "joined")) {
                joins.awaitLine(
                        line -> line.contains(
                                "may cost $0.70 in all from now on; it was at work with a budget of $0.55"),
                        PATIENCE);
                provider.mendFaults();
                joins.assertEnds(0, PATIENCE, worker);
            }
            render.assertEnds(0, PATIENCE, worker);
            assertThat(provider.charges()).hasSize(2);
            assertThat(folder.resolve("out/film.mp4")).isNotEmptyFile();
        }
    }

    private Program onServer(FramespanProgram framespan, String command, String... options) {
        List<String> words = new ArrayList<>(List.of(command, "film.yaml"));
        words.addAll(List.of(options));
        words.addAll(List.of("--temporal", temporal.address(), "--store", "store"));
        return framespan.start(words.toArray(String[]::new));
    }

    @Test
    void withoutAWorkerThatWouldPayNothingIsStartedAndTheCommandThatStartsOneIsSaid() {
        Instant before = Instant.now();
        try (Program simulating = worker(new FramespanProgram(folder), "store");
                Program render = render(new FramespanProgram(folder).with("KLING_API_KEY", "a-key"), "store", "out")) {
            render.assertEnds(1, PATIENCE, simulating);
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofMinutes(1));
            assertThat(render.err())
                    .last()
                    .asString()
                    .contains("pay simulator")
                    .contains("www.qingbo.dev")
                    .contains("framespan worker --temporal " + temporal.address() + " --store ")
                    .contains("nothing was started");
        }
        try (Program none = render(new FramespanProgram(folder), "other", "out")) {
            none.assertEnds(1, PATIENCE);
            assertThat(none.err())
                    .last()
                    .asString()
                    .contains("no worker of the store")
                    .contains("framespan worker");
        }
        try (Program list =
                new FramespanProgram(folder).start("list", "--store", "other", "--temporal", temporal.address())) {
            list.assertEnds(0, PATIENCE);
            assertThat(list.err()).last().asString().contains("no films yet");
        }
    }

    private SimulatedProvider provider(String state) {
        return new SimulatedProvider(new FramespanProgram(folder), folder.resolve(state), "60");
    }

    private FramespanProgram paying(SimulatedProvider provider) {
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key");
    }

    private Program worker(FramespanProgram framespan, String store) {
        Program worker = framespan.start("worker", "--temporal", temporal.address(), "--store", store, "--speed", "60");
        worker.awaitLine(line -> line.contains("worker ready"), PATIENCE);
        return worker;
    }

    private Program render(FramespanProgram framespan, String store, String out) {
        return framespan.start("render", "film.yaml", "--temporal", temporal.address(), "--store", store, "--out", out);
    }
}
