package dev.framespan.starter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} says on which stream; CheckRefusesIT knows more faults. */
class CheckIT {
    private static final String FAULTY =
            "shots:\n  - { id: gull, duration: 99, prompt: a gull }\n  - { id: gull, promt: a gull }\n";

    @TempDir
    Path folder;

    @Test
    void aStoryboardThatIsNotThereIsAFault() {
        try (Program check = check(2, "none.yaml")) {
            assertThat(String.join("\n", check.err())).contains("none.yaml").doesNotContain("\tat ");
        }
    }

    @Test
    void aSoundStoryboardHasItsTable() throws IOException {
        write("shots:\n  - { id: gull, duration: 5, prompt: a gull }\n");
        try (Program check = check(0, "storm.yaml")) {
            assertThat(String.join("\n", check.out()))
                    .contains("film storm")
                    .contains("shots")
                    .contains("5 seconds")
                    .contains("film: 5.04 s, give or take a frame");
        }
        try (Program check = check(0, "--json", "storm.yaml")) {
            assertThat(check.out())
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("\"sound\":true", "\"priceUsd\":", "\"leastSeconds\":5.04");
        }
    }

    @Test
    void allFaultsAreSaidAtOnce() throws IOException {
        write(FAULTY);
        try (Program check = check(2, "storm.yaml")) {
            assertThat(String.join("\n", check.err())).contains("duration", "promt", "nothing was bought");
            assertThat(check.out()).isEmpty();
        }
        try (Program check = check(2, "--json", "storm.yaml")) {
            assertThat(check.out()).hasSize(1).first().asString().contains("\"sound\":false", "\"line\":2");
        }
    }

    @Test
    void aDaysLimitThatCannotBeKeptIsSaidBeforeAnythingStarts() throws IOException {
        write("shots:\n  - { id: gull, prompt: a gull, voice: { text: 'The light went out.' } }\n");
        for (String command : List.of("check", "render")) {
            try (Program refused = new FramespanProgram(folder)
                    .with("KLING_API_KEY", "key")
                    .with("KLING_BASE_URL", "http://127.0.0.1:9/v1")
                    .with("KLING_DAILY_USD", "5")
                    .start(command, "storm.yaml")) {
                refused.assertEnds(2, Duration.ofMinutes(1));
                assertThat(String.join("\n", refused.err()))
                        .contains(
                                "gull.voice: KLING_DAILY_USD limits what a day may cost, and tts-1 has no listed price")
                        .contains("FRAMESPAN_CATALOGUE", "or take the limit away");
            }
        }
        try (Program check = check(0, "storm.yaml")) {
            assertThat(check.out()).as("the simulator's days have no limit").isNotEmpty();
        }
    }

    private void write(String storyboard) throws IOException {
        Files.writeString(folder.resolve("storm.yaml"), storyboard);
    }

    private Program check(int exitCode, String... options) {
        String[] words = new String[options.length + 1];
        words[0] = "check";
        System.arraycopy(options, 0, words, 1, options.length);
        Program check = new FramespanProgram(folder).start(words);
        check.assertEnds(exitCode, Duration.ofMinutes(1));
        return check;
    }
}
