package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film whose stills one provider makes, and whose clips another one, out of a jar. */
@Tag("long")
class SeveralProvidersIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String STORYBOARD =
            """
            model: kling-v2.6
            keyframes:
              dawn: { prompt: a hill at dawn }
            shots:
              - { id: hill, from: dawn, duration: 5, prompt: the sun rises }
              - { id: tree, from: dawn, duration: 5, prompt: a tree in the wind }
            """;
    private static final String CATALOGUE = "{\"videos\": [{\"name\": \"kling-v2.6\", \"provider\": \"loom\"}]}";

    @TempDir
    Path folder;

    private SimulatedProvider kling;
    private SimulatedProvider loom;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(folder.resolve("film.yaml"), STORYBOARD);
        Files.writeString(folder.resolve("own.json"), CATALOGUE);
        LoomFactory.jar(folder.resolve("jars"));
        kling = new SimulatedProvider(new FramespanProgram(folder), folder.resolve("kling"), "30");
        loom = new SimulatedProvider(new FramespanProgram(folder), folder.resolve("loom"), "30");
    }

    @AfterEach
    void close() {
        kling.close();
        loom.close();
    }

    private FramespanProgram framespan() {
        return withoutLoom().with("LOOM_BASE_URL", loom.url()).with("LOOM_API_KEY", "loom-key");
    }

    private FramespanProgram withoutLoom() {
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", kling.url())
                .with("KLING_API_KEY", "kling-key")
                .with("FRAMESPAN_CATALOGUE", "own.json")
                .with("FRAMESPAN_PROVIDERS", "kling,loom")
                .with("FRAMESPAN_PROVIDER_JARS", "jars");
    }

    @Test
    void eachMakesItsModelsInOneProcessAndTheMoneyIsOneSum() throws IOException {
        try (Program render = framespan().start("render", "film.yaml", "--store", "store", "--out", "out")) {
            render.assertEnds(0, PATIENCE);
            assertThat(render.err())
                    .anySatisfy(line -> assertThat(line).contains("KLING_API_KEY and LOOM_API_KEY are set", loom.url()))
                    .anySatisfy(line -> assertThat(line).contains("loom makes kling-v2.6"));
        }
        assertMade();
        try (Program ledger = framespan().start("ledger", "--csv", "--store", "store")) {
            ledger.assertEnds(0, PATIENCE);
            assertThat(ledger.out())
                    .filteredOn(line -> line.contains(",loopback-loom,kling-v2.6,"))
                    .hasSize(2);
            assertThat(ledger.out())
                    .filteredOn(line -> line.contains(",loopback,doubao-seedream-4.5,"))
                    .hasSize(1);
        }
        try (Program again = framespan().start("render", "film.yaml", "--store", "store", "--out", "again")) {
            again.assertEnds(0, PATIENCE);
        }
        assertThat(kling.charges()).hasSize(1);
        assertThat(loom.charges()).hasSize(2);
    }

    @Test
    void aWorkerThatDiesInBetweenIsFollowedByOneThatBuysNothingTwice() throws IOException {
        loom.set("{\"speed\": 1}");
        try (TemporalDevServer temporal = TemporalDevServer.start(folder);
                Program first = worker(temporal);
                Program render = framespan()
                        .start(
                                "render",
                                "film.yaml",
                                "--temporal",
                                temporal.address(),
                                "--store",
                                "store",
                                "--out",
                                "out",
                                "--json")) {
            render.awaitStep("hill", "rendering", PATIENCE);
            first.kill();
            loom.set("{\"speed\": 60}");
            try (Program second = worker(temporal)) {
                render.assertEnds(0, PATIENCE, first, second);
                assertThat(render.out()).anySatisfy(line -> assertThat(line)
                        .contains("\"event\":\"provider\"", "\"name\":\"loom\",\"realm\":\"loopback-loom\""));
            }
        }
        assertMade();
    }

    /** The still by kling, the clips by the loom from that still; what the receipt says was paid, was. */
    private void assertMade() throws IOException {
        assertThat(kling.charges()).hasSize(1);
        assertThat(loom.charges()).hasSize(2);
        JsonNode receipt =
                Payloads.json().readTree(folder.resolve("out/film.json").toFile());
        assertThat(receipt.path("realm").asText()).isEqualTo("loopback");
        assertThat(receipt.path("keyframes").findValues("realm")).isEmpty();
        assertThat(receipt.path("shots").findValuesAsText("realm")).containsExactly("loopback-loom", "loopback-loom");
        BigDecimal sum = StreamSupport.stream(
                        List.of(receipt.path("keyframes"), receipt.path("shots"))
                                .spliterator(),
                        false)
                .flatMap(rows -> rows.findValues("priceUsd").stream())
                .map(JsonNode::decimalValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(receipt.path("spentUsd").decimalValue())
                .isPositive()
                .isEqualByComparingTo(sum)
                .isEqualByComparingTo(receipt.path("totalUsd").decimalValue());
        assertThat(folder.resolve("out/film.mp4")).isNotEmptyFile();
    }

    @Test
    void aBudgetForTheStillAloneBuysNothingOfEither() throws IOException {
        Files.writeString(folder.resolve("film.yaml"), "budget_usd: 0.2\n" + STORYBOARD);
        try (Program render = framespan().start("render", "film.yaml", "--store", "store", "--out", "out")) {
            render.assertEnds(2, PATIENCE);
        }
        assertThat(kling.charges()).isEmpty();
        assertThat(loom.charges()).isEmpty();
    }

    @Test
    void whatIsMissingIsNamedBeforeAnythingIsBought() {
        assertRefused(withoutLoom(), "FRAMESPAN_PROVIDERS names loom, but LOOM_API_KEY is missing");
        assertRefused(
                framespan().with("FRAMESPAN_PROVIDERS", ""),
                "kling-v2.6 is made by loom, and FRAMESPAN_PROVIDERS is kling where it would be bought: make that"
                        + " kling,loom and set LOOM_API_KEY");
        assertRefused(
                framespan().with("FRAMESPAN_PROVIDER_JARS", ""),
                "FRAMESPAN_PROVIDERS: no provider is called loom; there are kling");
        assertRefused(framespan().with("LOOM_MAX_PARALLEL", "0"), "LOOM_MAX_PARALLEL: 0 is not possible");
        assertRefused(framespan().with("LOOM_DAILY_USD", "5"), "set KLING_DAILY_USD in place of it");
        assertThat(kling.charges()).isEmpty();
    }

    private static void assertRefused(FramespanProgram framespan, String words) {
        try (Program render = framespan.start("render", "film.yaml", "--store", "store", "--out", "out")) {
            render.assertEnds(2, PATIENCE);
            assertThat(render.err()).last().asString().contains(words).doesNotContain("-key");
        }
    }

    private Program worker(TemporalDevServer temporal) {
        Program worker = framespan().start("worker", "--temporal", temporal.address(), "--store", "store");
        worker.awaitLine(line -> line.contains("worker ready") && line.contains("loopback-loom"), PATIENCE);
        return worker;
    }
}
