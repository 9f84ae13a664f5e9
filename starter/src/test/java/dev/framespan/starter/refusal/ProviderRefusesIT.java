package dev.framespan.starter.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.ScriptedProviderServer;
import dev.framespan.starter.process.SimulatedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a provider, or a disk, refuses ends with the cure; nothing that was bought is lost, nothing is bought twice. */
@Tag("long")
class ProviderRefusesIT {
    private static final String STORYBOARD =
            """
            shots:
              - { id: gull, duration: 3, prompt: a gull flies by }
              - { id: boat, duration: 3, prompt: a boat at rest }
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("film.yaml"), STORYBOARD);
    }

    @ParameterizedTest
    @CsvSource({
        "401, 1, KLING_API_KEY",
        "402, 1, top it up",
        "403, 1, KLING_API_KEY",
        "404, 1, KLING_BASE_URL",
        "302, 1, redirects to another address",
        "400, 3, nothing was bought",
        "200, 3, --rebuy",
        "503, 3, --rebuy"
    })
    void anAnswerThatIsNoTaskEndsWithTheCure(int status, int exitCode, String words) throws IOException {
        AtomicInteger strangers = new AtomicInteger();
        try (ScriptedProviderServer provider = new ScriptedProviderServer(exchange -> {
                    if (exchange.getRequestURI().getPath().equals("/elsewhere")) {
                        strangers.incrementAndGet();
                    }
                    exchange.getResponseHeaders().set("Location", "/elsewhere");
                    ScriptedProviderServer.send(exchange, status, "<html><body>no JSON here</body></html>");
                });
                Program render = framespan(provider.url()).start("render", "film.yaml")) {
            Refusals.assertEnds(render, exitCode, words);
            assertThat(folder.resolve("out/film/film.mp4")).doesNotExist();
            assertThat(strangers).hasValue(0);
        }
    }

    @Test
    void aBalanceThatIsUsedUpIsToppedUpAndTheSameCommandGoesOn() {
        // Enough for one of the two clips, 3 seconds at 0.0714 each.
        try (SimulatedProvider provider = new SimulatedProvider(
                new FramespanProgram(folder), folder.resolve("provider"), "60", "--balance", "0.25")) {
            try (Program render = framespan(provider.url()).start("render", "film.yaml")) {
                Refusals.assertEnds(render, 1, "top it up", "take 1");
            }
            assertThat(provider.charges()).hasSize(1);

            provider.set("{\"balance_usd\": 10}");
            try (Program again = framespan(provider.url()).start("render", "film.yaml")) {
                Refusals.assertEnds(again, 0);
            }
            assertPaidOnce(provider);
        }
    }

    @Test
    void aWrongKeyBuysNothingAndWithTheRightOneTheSameCommandGoesOn() {
        try (SimulatedProvider provider = new SimulatedProvider(
                new FramespanProgram(folder), folder.resolve("provider"), "60", "--key", "the-right-key")) {
            try (Program render = framespan(provider.url()).start("render", "film.yaml")) {
                Refusals.assertEnds(render, 1, "KLING_API_KEY");
            }
            assertThat(provider.charges()).isEmpty();

            try (Program again = framespan(provider.url())
                    .with("KLING_API_KEY", "the-right-key")
                    .start("render", "film.yaml")) {
                Refusals.assertEnds(again, 0);
                assertThat(again.toString()).doesNotContain("the-right-key");
            }
            assertPaidOnce(provider);
        }
    }

    @Test
    void aDiskThatIsFullWhileFetchingLosesNothing() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        SmallDisk.mount(disk);
        try (SimulatedProvider provider =
                new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "20")) {
            Path filler = disk.resolve("filler");
            try (Program render = render(provider, disk)) {
                render.awaitStep("boat", "rendering", Refusals.PATIENCE);
                render.awaitStep("gull", "rendering", Refusals.PATIENCE);
                SmallDisk.fill(filler);
                Refusals.assertEnds(render, 1, "the disk is full");
            }
            Files.delete(filler);
            assertThat(Files.list(disk.resolve("store/scratch"))).isEmpty();
            try (Program again = render(provider, disk)) {
                Refusals.assertEnds(again, 0);
            }
            assertPaidOnce(provider);
        } finally {
            SmallDisk.unmount(disk);
        }
    }

    private Program render(SimulatedProvider provider, Path disk) {
        return framespan(provider.url())
                .start("render", "film.yaml", "--store", disk.resolve("store").toString(), "--json");
    }

    private FramespanProgram framespan(String url) {
        return new FramespanProgram(folder).with("KLING_API_KEY", Refusals.KEY).with("KLING_BASE_URL", url);
    }

    private static void assertPaidOnce(SimulatedProvider provider) {
        assertThat(provider.charges()).hasSize(2).noneMatch(SimulatedProvider.Charge::refunded);
        assertThat(provider.charges().stream()
                        .map(SimulatedProvider.Charge::prompt)
                        .collect(Collectors.toSet()))
                .hasSize(2);
    }
}
