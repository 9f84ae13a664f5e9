package dev.framespan.starter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a film has cost so far: at work, after its process was killed, and at its end. */
@Tag("long")
class StatusIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String STORYBOARD =
            """
            shots:
              - { id: gull, duration: 3, prompt: a gull flies by }
              - { id: boat, duration: 4, prompt: a boat at rest }
            """;

    @TempDir
    Path folder;

    @Test
    void whatIsChargedAndNotYetHadIsCommittedAndWhatIsHadIsSpent() throws IOException {
        Files.writeString(folder.resolve("film.yaml"), STORYBOARD);
        try (SimulatedProvider provider =
                new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60")) {
            provider.keepProcessing();
            try (Program render = framespan(provider).start("render", "film.yaml", "--json")) {
                render.awaitStep("gull", "rendering", PATIENCE);
                render.awaitLine(
                        line -> line.contains("\"boat\"") && line.contains("\"committedUsd\":0.2856"), PATIENCE);
                // 3 and 4 seconds at 0.0714 each.
                assertThat(status())
                        .contains("committed", "$0.4998 for 2 tasks")
                        .doesNotContain("$0.00 spent");
                render.kill();
            }
            assertThat(status()).contains("committed", "$0.4998 for 2 tasks").doesNotContain("$0.00 spent");
            provider.mendFaults();
            try (Program again = framespan(provider).start("render", "film.yaml")) {
                again.assertEnds(0, PATIENCE);
            }
            assertThat(status()).containsPattern("spent +\\$0\\.4998\n").doesNotContain("committed");
            // The same film made with the simulator is no money.
            try (Program simulated = new FramespanProgram(folder).start("render", "film.yaml", "--speed", "60")) {
                simulated.assertEnds(0, PATIENCE);
            }
            assertThat(status())
                    .containsPattern("spent +\\$0\\.4998 at a provider on this machine\n")
                    .containsPattern("spent +\\$0\\.4998 \\(simulated, nothing was paid\\)\n");
        }
    }

    private String status() {
        try (Program status = new FramespanProgram(folder).start("status", "film.yaml")) {
            status.assertEnds(0, PATIENCE);
            return String.join("\n", status.out()) + "\n";
        }
    }

    private FramespanProgram framespan(SimulatedProvider provider) {
        return new FramespanProgram(folder).with("KLING_API_KEY", "test-key").with("KLING_BASE_URL", provider.url());
    }
}
