package dev.framespan.starter.refusal;

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

/** A film is to be cancelled whose process stands still, and then is killed. */
@Tag("long")
class CancelUnansweredIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void aStoppedProcessIsSaidNotToAnswerAndWhatAKilledOneLeftIsCounted() throws IOException {
        Files.writeString(
                folder.resolve("storm.yaml"), "shots:\n  - { id: gull, duration: 3, prompt: a gull flies by }\n");
        FramespanProgram framespan = new FramespanProgram(folder);
        try (SimulatedProvider provider = new SimulatedProvider(framespan, folder.resolve("provider"), "0.5");
                Program storm = new FramespanProgram(folder)
                        .with("KLING_API_KEY", "test-key")
                        .with("KLING_BASE_URL", provider.url())
                        .start("render", "storm.yaml", "--json")) {
            storm.awaitLine(line -> line.contains("\"doing\":\"queued\"") || line.contains("rendering"), PATIENCE);
            storm.signalAll("STOP");
            try (Program status = framespan.start("status", "storm")) {
                status.assertEnds(1, Duration.ofSeconds(30));
                assertThat(status.out()).isEmpty();
                assertThat(status.err()).last().asString().contains("is at the film storm and does not answer");
            }
            try (Program list = framespan.start("list")) {
                list.assertEnds(0, Duration.ofSeconds(30));
                assertThat(list.out()).last().asString().contains("storm").contains("does not answer");
            }
            try (Program cancel = framespan.start("cancel", "storm")) {
                cancel.assertEnds(1, Duration.ofSeconds(60));
                assertThat(cancel.err())
                        .anyMatch(line -> line.contains("does not answer yet"))
                        .last()
                        .asString()
                        .contains("is at the film storm and does not answer");
            }
            storm.children().forEach(ProcessHandle::destroyForcibly);
            storm.kill();
            try (Program cancel = framespan.start("cancel", "storm")) {
                cancel.assertEnds(0, PATIENCE);
                assertThat(cancel.err())
                        .anyMatch(line -> line.contains("is not at work; nothing to cancel"))
                        .anyMatch(line -> line.contains("1 task ($0.2142) is still at the provider"));
            }
        }
    }
}
