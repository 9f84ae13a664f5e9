package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a provider allows one account holds over all films, stores and workers that pay with it. */
@Tag("long")
class SharedAccountIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int SHOTS = 8;
    private static final int PERMITS = 3;

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        for (String film : new String[] {"calm", "storm"}) {
            StringBuilder shots = new StringBuilder("shots:\n");
            for (int i = 1; i <= SHOTS; i++) {
                shots.append("  - { id: s").append(i).append(", duration: 3, prompt: ");
                shots.append(film).append(" wave ").append(i).append(" }\n");
            }
            Files.writeString(folder.resolve(film + ".yaml"), shots);
        }
    }

    private SimulatedProvider provider() {
        return new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "30");
    }

    private FramespanProgram paying(SimulatedProvider provider) {
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key")
                .with("KLING_MAX_PARALLEL", String.valueOf(PERMITS));
    }

    private static Program worker(FramespanProgram framespan, TemporalDevServer temporal, String store) {
        Program worker = framespan.start("worker", "--temporal", temporal.address(), "--store", store);
        worker.awaitLine(line -> line.contains("worker ready"), PATIENCE);
        return worker;
    }

    private static Program render(FramespanProgram framespan, TemporalDevServer temporal, String film, String store) {
        return framespan.start(
                "render", film + ".yaml", "--json", "--temporal", temporal.address(), "--store", store, "--out", film);
    }

    private void assertShared(SimulatedProvider provider, int most) {
        assertThat(provider.charges()).as("everything was paid for once").hasSize(2 * SHOTS);
        assertThat(provider.ledger().path("most_at_once").asInt())
                .as("tasks at the provider at one moment")
                .isBetween(1, most);
    }

    @Test
    void twoStoresWithOneKeyShareOneLimitAndAWorkerThatDiesTakesNoPermitWithIt() throws IOException {
        try (TemporalDevServer temporal = TemporalDevServer.start(folder);
                SimulatedProvider provider = provider();
                Program calmWorker = worker(paying(provider), temporal, "store-calm");
                Program dying = worker(paying(provider), temporal, "store-storm");
                Program calm = render(paying(provider), temporal, "calm", "store-calm");
                Program storm = render(paying(provider), temporal, "storm", "store-storm")) {
            storm.awaitLine(line -> line.contains("\"doing\":\"rendering\""), PATIENCE);
            dying.kill();
            try (Program next = worker(paying(provider), temporal, "store-storm")) {
                storm.assertEnds(0, PATIENCE, next);
                calm.assertEnds(0, PATIENCE, calmWorker);
            }
            assertShared(provider, PERMITS);
        }
    }

    @Test
    void twoRendersBesideEachOtherOnOneStoreShareItsPermits() {
        try (SimulatedProvider provider = provider();
                Program calm =
                        paying(provider).start("render", "calm.yaml", "--store", "store", "--out", "calm", "--yes");
                Program storm =
                        paying(provider).start("render", "storm.yaml", "--store", "store", "--out", "storm", "--yes")) {
            calm.assertEnds(0, PATIENCE);
            storm.assertEnds(0, PATIENCE);
            assertShared(provider, PERMITS);
        }
    }
}
