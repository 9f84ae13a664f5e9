package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.asset.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clip at which FFmpeg crashes takes neither the worker nor another film with it. */
@Tag("long")
class MediaCrashIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    // What a box that is read past its end does, as far as anybody outside of the process can tell.
    private static final String CRASHES =
            """
            if (job instanceof EngineJob.Analyse a && new String(java.nio.file.Files.readAllBytes(a.file()),
                    java.nio.charset.StandardCharsets.ISO_8859_1).contains("crash here")) {
                new ProcessBuilder("kill", "-SEGV", "" + ProcessHandle.current().pid()).start();
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            """;
    private static final String CRASHES_AT_THE_JOIN =
            """
            if (job instanceof EngineJob.Assemble a && "storm".equals(a.film().tags().title())) {
                Runtime.getRuntime().halt(139);
            }
            """;
    private static final String CLIP = "\0\0\0\24ftypisom\0\0\2\0isom crash here";

    @TempDir
    Path folder;

    @Test
    void itsShotParksAfterThreeCrashesWithTheFilesHashAndTheOthersGoOn() throws Exception {
        Path build = OtherBuild.ofEngine(folder.resolve("build"), CRASHES);
        write("storm", "wave", "lamp");
        write("calm", "hill", "tree");
        try (TemporalDevServer temporal = TemporalDevServer.start(folder);
                SimulatedProvider provider =
                        new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60")) {
            ObjectNode fault = JsonNodeFactory.instance.objectNode();
            fault.put("on", "result").put("do", "replace").put("body", CLIP);
            fault.putObject("match").put("prompt_contains", "wave");
            provider.misbehave(fault.toString());
            try (Program worker = worker(paying(provider).build(build), temporal);
                    Program storm = render(provider, temporal, "storm");
                    Program calm = render(provider, temporal, "calm")) {
                calm.assertEnds(0, PATIENCE, worker);
                storm.assertEnds(3, PATIENCE, worker);
                assertThat(storm.err())
                        .as(storm.toString())
                        .anyMatch(line -> line.contains("wave")
                                && line.contains(hash() + ".mp4: the media engine crashed 3 times"));
                assertThat(worker.err())
                        .as(worker.toString())
                        .filteredOn(line -> line.contains("trying once more"))
                        .hasSize(2);
            }
            provider.mendFaults();
            try (Program worker = worker(paying(provider), temporal)) {
                says(
                        worker,
                        new FramespanProgram(folder)
                                .start("continue", "storm", "--store", "store", "--temporal", temporal.address()));
                says(worker, render(provider, temporal, "storm"));
            }
            assertThat(provider.charges()).hasSize(4).noneMatch(SimulatedProvider.Charge::refunded);
        }
    }

    @Test
    void aFilmAtWhoseJoiningItCrashesEndsWithItsFilesAndTheOthersGoOn() throws Exception {
        Path build = OtherBuild.ofEngine(folder.resolve("build"), CRASHES_AT_THE_JOIN);
        write("storm", "wave", "lamp");
        write("calm", "hill", "tree");
        try (TemporalDevServer temporal = TemporalDevServer.start(folder);
                SimulatedProvider provider =
                        new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60")) {
            try (Program worker = worker(paying(provider).build(build), temporal);
                    Program storm = render(provider, temporal, "storm");
                    Program calm = render(provider, temporal, "calm")) {
                calm.assertEnds(0, PATIENCE, worker);
                storm.assertEnds(1, PATIENCE, worker);
                assertThat(storm.err())
                        .as(storm.toString())
                        .anyMatch(line -> line.matches(".*[0-9a-f]{64}\\.mp4.*: the media engine crashed 3 times.*"));
                assertThat(worker.err())
                        .as(worker.toString())
                        .filteredOn(line -> line.contains("trying once more"))
                        .hasSize(2);
            }
            try (Program worker = worker(paying(provider), temporal)) {
                says(worker, render(provider, temporal, "storm"));
            }
            assertThat(provider.charges()).hasSize(4).noneMatch(SimulatedProvider.Charge::refunded);
        }
    }

    private static void says(Program worker, Program command) {
        try (command) {
            command.assertEnds(0, PATIENCE, worker);
        }
    }

    private static String hash() {
        return Sha256.of(CLIP.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void write(String film, String... shots) throws IOException {
        StringBuilder storyboard = new StringBuilder("shots:\n");
        for (String shot : List.of(shots)) {
            storyboard
                    .append("  - { id: ")
                    .append(shot)
                    .append(", duration: 3, prompt: a ")
                    .append(shot)
                    .append(" }\n");
        }
        Files.writeString(folder.resolve(film + ".yaml"), storyboard);
    }

    private FramespanProgram paying(SimulatedProvider provider) {
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key");
    }

    private static Program worker(FramespanProgram framespan, TemporalDevServer temporal) {
        return ServerSetup.ready(framespan.start("worker", "--store", "store", "--temporal", temporal.address()));
    }

    private Program render(SimulatedProvider provider, TemporalDevServer temporal, String film) {
        return paying(provider)
                .start("render", film + ".yaml", "--store", "store", "--temporal", temporal.address(), "--out", film);
    }
}
