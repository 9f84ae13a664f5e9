package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store as version 0.1 of November 2026 left it when it was killed: a still and a clip made, two tasks rendering at the provider, one failed
 * by the provider's fault. The provider's state, recorded with it, still knows the tasks.
 */
@Tag("long")
class EarlierStoreIT {
    private static final Path RECORDED = Path.of("src/test/resources/stores/half-done");

    @TempDir
    Path folder;

    @Test
    void aStoreOfAnEarlierBuildIsFinishedWithoutAPurchaseTooMany() throws IOException {
        copy(RECORDED.resolve("store"), folder.resolve(".framespan"));
        copy(RECORDED.resolve("provider"), folder.resolve("provider"));
        Files.copy(RECORDED.resolve("film.yaml"), folder.resolve("film.yaml"));
        try (SimulatedProvider provider =
                new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60")) {
            assertThat(provider.charges()).hasSize(5);

            try (Program render = new FramespanProgram(folder)
                    .with("KLING_BASE_URL", provider.url())
                    .with("KLING_API_KEY", "test-key")
                    .start("render", "film.yaml", "--yes", "--out", "out")) {
                render.assertEnds(0, Duration.ofMinutes(4));
            }

            // Only what had failed, and was refunded, is bought again.
            assertThat(provider.charges())
                    .extracting(SimulatedProvider.Charge::prompt)
                    .containsExactlyInAnyOrder(
                            "a hill at dawn",
                            "a gull flies by",
                            "the sun rises",
                            "a tree in the wind",
                            "rain on a window",
                            "rain on a window");
            assertThat(provider.charges().stream().filter(SimulatedProvider.Charge::refunded))
                    .hasSize(1);
        }
        assertThat(folder.resolve("out/film.mp4")).isNotEmptyFile();
        try (Program status = new FramespanProgram(folder).start("status", "half")) {
            status.assertEnds(0, Duration.ofMinutes(1));
            assertThat(status.out())
                    .anySatisfy(line -> assertThat(line).startsWith("spent").endsWith("$0.8866"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
