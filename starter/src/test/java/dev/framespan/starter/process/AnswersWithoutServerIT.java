package dev.framespan.starter.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film that its render makes itself ends where something waits for the operator, and its next render goes by each answer. */
@Tag("long")
class AnswersWithoutServerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String GULL = "  - { id: gull, duration: 3, prompt: a gull flies by }\n";
    private static final String CROWD = "  - { id: crowd, duration: 3, prompt: \"a crowd [blocked]\" }\n";

    @TempDir
    Path folder;

    private SimulatedProvider provider;

    @BeforeEach
    void open() throws IOException {
        provider = new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60");
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private void says(String... shots) throws IOException {
        Files.writeString(folder.resolve("storm.yaml"), "shots:\n" + String.join("", shots));
    }

    @Test
    void fixAdoptAndSkipHoldForTheNextRender() throws IOException {
        says(
                GULL,
                CROWD,
                "  - { id: rain, duration: 3, prompt: \"rain [refuse]\" }\n",
                "  - { id: lost, duration: 3, prompt: an answer that is lost }\n");
        provider.misbehave("{\"on\":\"submit\",\"match\":{\"prompt_contains\":\"is lost\"},\"times\":1,"
                + "\"do\":\"drop_after_accept\"}");
        render(3);
        refused("no shot or keyframe boat", "skip", "storm", "boat");
        refused("gull of the film storm is not in doubt", "adopt", "storm", "gull", "task-1");
        answer("fix", "storm", "crowd", "--prompt", "a few people");
        answer("adopt", "storm", "lost", task("an answer that is lost"));
        answer("skip", "storm", "rain");

        assertThat(render(0)).anyMatch(line -> line.contains("9.0 s"));
        render(0);
        assertBought(
                "a gull flies by false",
                "a crowd [blocked] true",
                "a few people false",
                "an answer that is lost false");
    }

    @Test
    void whatIsLeftOutStaysSoUntilTheStoryboardChangesOrItIsAskedFor() throws IOException {
        says(GULL, CROWD);
        render(3);
        answer("rebuy", "storm", "crowd");
        render(3);
        answer("skip", "storm", "crowd");
        assertThat(render(0)).anyMatch(line -> line.contains("3.0 s"));

        says(GULL, "  - { id: crowd, duration: 3, prompt: a few people }\n");
        assertThat(render(0)).anyMatch(line -> line.contains("6.0 s"));

        answer("skip", "storm", "gull");
        assertThat(render(0)).anyMatch(line -> line.contains("3.0 s"));
        answer("continue", "storm");
        assertThat(render(0)).anyMatch(line -> line.contains("6.0 s"));

        answer("skip", "storm", "gull");
        answer("retake", "storm", "gull");
        assertThat(render(0)).anyMatch(line -> line.contains("6.0 s"));
        assertBought(
                "a gull flies by false",
                "a crowd [blocked] true",
                "a crowd [blocked] true",
                "a few people false",
                "a gull flies by false");
    }

    private void assertBought(String... charges) {
        assertThat(provider.charges())
                .extracting(charge -> charge.prompt() + " " + charge.refunded())
                .containsExactlyInAnyOrder(charges);
    }

    private String task(String prompt) throws IOException {
        for (JsonNode entry :
                Payloads.json().readTree(provider.ledger().toString()).path("entries")) {
            if (entry.path("request").path("prompt").asText().equals(prompt)) {
                return entry.path("task_id").asText();
            }
        }
        throw new AssertionError("never asked for: " + prompt);
    }

    private FramespanProgram framespan() {
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key");
    }

    private List<String> render(int exit) {
        try (Program render =
                framespan().start("render", "storm.yaml", "--yes", "--quiet", "--store", "store", "--out", "out")) {
            render.assertEnds(exit, PATIENCE);
            return render.out();
        }
    }

    private void answer(String... words) {
        try (Program command = start(words)) {
            command.assertEnds(0, PATIENCE);
        }
    }

    private void refused(String reason, String... words) {
        try (Program command = start(words)) {
            command.assertEnds(2, PATIENCE);
            assertThat(command.err()).anyMatch(line -> line.contains(reason));
        }
    }

    private Program start(String... words) {
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--store";
        all[words.length + 1] = "store";
        return framespan().start(all);
    }
}
