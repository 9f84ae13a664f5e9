package dev.framespan.starter.durability;

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

/** Two stores with workers of their own pay with one key while the provider takes no orders, and answers everything else. */
@Tag("long")
class SharedOutageIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String NOBODY_TRIES = "submissions pause: try one with --rebuy, or wait";

    @TempDir
    Path folder;

    @Test
    void bothStoresTogetherSubmitTwiceAndOnceMoreAfterAProbe() throws Exception {
        write("calm");
        write("storm");
        try (TemporalDevServer temporal = TemporalDevServer.start(folder);
                SimulatedProvider provider =
                        new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "30")) {
            provider.misbehave("{\"on\":\"submit\",\"match\":{\"prompt_contains\":\"wave\"},\"do\":\"status:500\"}");
            try (Program calmWorker = worker(provider, temporal, "store-calm");
                    Program stormWorker = worker(provider, temporal, "store-storm");
                    Program calm = render(provider, temporal, "calm", "store-calm")) {
                calm.awaitLine(line -> line.contains("provider answers unclearly"), PATIENCE);
                try (Program storm = render(provider, temporal, "storm", "store-storm")) {
                    storm.awaitLine(line -> line.contains(NOBODY_TRIES), PATIENCE);
                    calm.awaitLine(line -> line.contains(NOBODY_TRIES), PATIENCE);
                    // Long enough for a store that went by itself to probe and to try again.
                    Thread.sleep(10_000);
                    assertThat(provider.struck())
                            .as("submissions of both stores; one more may have been in the air\n" + calm + storm
                                    + calmWorker + stormWorker)
                            .isBetween(3, 4);
                    assertThat(provider.charges()).isEmpty();
                }
            }
        }
    }

    private void write(String film) throws IOException {
        StringBuilder shots = new StringBuilder("shots:\n");
        for (int i = 1; i <= 6; i++) {
            shots.append("  - { id: s").append(i).append(", duration: 3, prompt: ");
            shots.append(film).append(" wave ").append(i).append(" }\n");
        }
        Files.writeString(folder.resolve(film + ".yaml"), shots);
    }

    private FramespanProgram paying(SimulatedProvider provider) {
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key");
    }

    private Program worker(SimulatedProvider provider, TemporalDevServer temporal, String store) {
        Program worker = paying(provider).start("worker", "--temporal", temporal.address(), "--store", store);
        worker.awaitLine(line -> line.contains("worker ready"), PATIENCE);
        return worker;
    }

    private Program render(SimulatedProvider provider, TemporalDevServer temporal, String film, String store) {
        return paying(provider)
                .start(
                        "render",
                        film + ".yaml",
                        "--json",
                        "--temporal",
                        temporal.address(),
                        "--store",
                        store,
                        "--out",
                        film);
    }
}
