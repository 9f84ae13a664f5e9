package dev.framespan.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last sentence of a render that waits agrees with the first, and what it tells the operator to paste costs no more than it must. */
@Tag("long")
class ExitMessageIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void whatWasPaidForAndCannotBeDecodedIsFetchedAgainByThePastedCommandAndBoughtOnce() throws IOException {
        Files.writeString(folder.resolve("film.yaml"), "shots: [{ id: gull, duration: 3, prompt: a gull flies by }]\n");
        try (SimulatedProvider provider =
                new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60")) {
            provider.misbehave("{\"on\":\"result\",\"times\":2,\"do\":\"truncate\"}");
            String last;
            try (Program render = framespan(provider).start("render", "film.yaml", "--store", "the store")) {
                render.assertEnds(3, PATIENCE);
                last = render.err().get(render.err().size() - 1);
            }
            assertThat(last)
                    .endsWith(
                            ". framespan render film.yaml --store 'the store' asks for gull again, and pays nothing for that")
                    .doesNotContain("--rebuy", "Change the storyboard");
            try (Program again = framespan(provider).start("render", "film.yaml", "--store", "the store")) {
                again.assertEnds(0, PATIENCE);
            }
            assertThat(provider.charges()).hasSize(1);
        }
    }

    private FramespanProgram framespan(SimulatedProvider provider) {
        return new FramespanProgram(folder).with("KLING_API_KEY", "test-key").with("KLING_BASE_URL", provider.url());
    }
}
