package dev.framespan.starter.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.Program;
import java.time.Duration;

/** What every refusal has in common: the right exit code, plain words, and no word that is a secret or a stack trace. */
final class Refusals {
    static final Duration PATIENCE = Duration.ofMinutes(3);
    static final String KEY = "sk-a-key-that-nobody-may-see";

    private Refusals() {}

    static void assertEnds(Program program, int exitCode, String... words) {
        program.assertEnds(exitCode, PATIENCE);
        String said = String.join("\n", program.err());
        for (String word : words) {
            assertThat(said).contains(word);
        }
        assertThat(said).doesNotContain("\tat ", "Exception", KEY);
        assertThat(String.join("\n", program.out())).doesNotContain("\tat ", "Exception", KEY);
    }
}
