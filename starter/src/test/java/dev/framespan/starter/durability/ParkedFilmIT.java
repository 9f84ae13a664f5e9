package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film on a Temporal server stays open while one of its shots waits for the operator, and each answer goes on with it. */
@Tag("long")
@Tag("production")
class ParkedFilmIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    private TemporalDevServer temporal;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(
                folder.resolve("storm.yaml"),
                """
                shots:
                  - { id: gull, duration: 3, prompt: a gull flies by }
                  - { id: crowd, duration: 3, prompt: "a crowd [blocked]" }
                  - { id: rain, duration: 3, prompt: "rain [refuse]" }
                  - { id: lost, duration: 3, prompt: an answer that is lost }
                """);
        temporal = TemporalDevServer.start(folder);
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void whatStopsParksAloneAndEachAnswerGoesOnWithItWhateverWorkerIsThere() throws IOException {
        try (SimulatedProvider provider =
                new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60")) {
            provider.misbehave("{\"on\":\"submit\",\"match\":{\"prompt_contains\":\"is lost\"},\"times\":1,"
                    + "\"do\":\"drop_after_accept\"}");
            try (Program worker = worker(provider)) {
                says(3, render(provider), worker);
                assertThat(says(3, command("shots", "storm")))
                        .anyMatch(line -> line.matches("shot +gull .*done"))
                        .anyMatch(line -> line.matches("shot +crowd .*parked: .*"))
                        .anyMatch(line -> line.matches("shot +rain .*parked: .*"))
                        .anyMatch(line -> line.matches("shot +lost .*parked: .*"));
                worker.kill();
            }
            try (Program worker = worker(provider)) {
                assertWrongAnswersAreRefused();
                says(0, command("fix", "storm", "crowd", "--prompt", "a few people"), worker);
                says(0, command("adopt", "storm", "lost", task(provider, "an answer that is lost")), worker);
                says(0, command("skip", "storm", "rain"), worker);
                assertThat(says(0, render(provider), worker)).anyMatch(line -> line.contains("9.0 s"));
                // What was said holds for the next render, too, which buys nothing.
                says(0, render(provider), worker);
            }
            assertThat(provider.charges())
                    .extracting(charge -> charge.prompt() + " " + charge.refunded())
                    .containsExactlyInAnyOrder(
                            "a gull flies by false",
                            "a crowd [blocked] true",
                            "a few people false",
                            "an answer that is lost false");
        }
    }

    @Test
    void aStoryboardThatIsChangedAnswersWhatWaitsAndNothingElse() throws IOException {
        Path storyboard = folder.resolve("storm.yaml");
        Files.writeString(
                storyboard,
                """
                shots:
                  - { id: gull, duration: 3, prompt: a gull flies by }
                  - { id: crowd, duration: 3, prompt: "a crowd [blocked]" }
                """);
        try (SimulatedProvider provider =
                        new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60");
                Program worker = worker(provider)) {
            says(3, render(provider), worker);

            String waiting = Files.readString(storyboard);
            Files.writeString(storyboard, waiting.replace("a gull flies by", "a gull at rest"));
            try (Program refused = render(provider)) {
                refused.assertEnds(2, PATIENCE, worker);
                assertThat(refused.err())
                        .anyMatch(
                                line -> line.contains("gull, which does not wait for you") && line.contains("(crowd)"));
            }

            Files.writeString(storyboard, waiting.replace("a crowd [blocked]", "a few people"));
            try (Program render = render(provider)) {
                render.assertEnds(0, PATIENCE, worker);
            }
            assertThat(provider.charges())
                    .extracting(charge -> charge.prompt() + " " + charge.refunded())
                    .containsExactlyInAnyOrder("a gull flies by false", "a crowd [blocked] true", "a few people false");
        }
    }

    @Test
    void fixesOfTheSameMomentAreAllInTheFilmThatTheNextRenderMeets() throws IOException {
        Files.writeString(
                folder.resolve("storm.yaml"),
                """
                shots:
                  - { id: gull, duration: 3, prompt: "a gull [blocked]" }
                  - { id: crowd, duration: 3, prompt: "a crowd [blocked]" }
                  - { id: rain, duration: 3, prompt: "rain [refuse]" }
                """);
        try (SimulatedProvider provider =
                        new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60");
                Program worker = worker(provider)) {
            says(3, render(provider), worker);
            try (Program one = command("fix", "storm", "gull", "--prompt", "a gull at rest");
                    Program other = command("fix", "storm", "crowd", "--prompt", "a few people")) {
                one.assertEnds(0, PATIENCE, worker);
                other.assertEnds(0, PATIENCE, worker);
            }
            // Not refused as another storyboard: it follows the film until only the third one waits.
            says(3, render(provider), worker);
            assertThat(provider.charges())
                    .filteredOn(charge -> !charge.refunded())
                    .extracting(SimulatedProvider.Charge::prompt)
                    .containsExactlyInAnyOrder("a gull at rest", "a few people");
        }
    }

    private void assertWrongAnswersAreRefused() {
        refused("there is no shot, keyframe or speech boat", "skip", "storm", "boat");
        refused("gull is made", "skip", "storm", "gull");
        refused("crowd is not in doubt", "adopt", "storm", "crowd", "task-1");
        refused("the provider knows no task", "adopt", "storm", "lost", "task-unknown");
        refused("it is not paused", "resume", "storm");
        refused("77 is not possible", "fix", "storm", "crowd", "--duration", "77");
        refused("what is to be made otherwise?", "fix", "storm", "crowd");
        refused("no shot or keyframe boat", "fix", "storm", "boat", "--prompt", "a boat");
    }

    private void refused(String reason, String... words) {
        try (Program command = command(words)) {
            command.assertEnds(2, PATIENCE);
            assertThat(command.err()).anyMatch(line -> line.contains(reason));
        }
    }

    private static List<String> says(int exit, Program command, Program... besides) {
        try (command) {
            command.assertEnds(exit, PATIENCE, besides);
            return command.out();
        }
    }

    private static String task(SimulatedProvider provider, String prompt) throws IOException {
        for (JsonNode entry :
                Payloads.json().readTree(provider.ledger().toString()).path("entries")) {
            if (entry.path("request").path("prompt").asText().equals(prompt)) {
                return entry.path("task_id").asText();
            }
        }
        throw new AssertionError(provider.ledger());
    }

    private Program worker(SimulatedProvider provider) {
        Program worker = paying(provider).start("worker", "--store", "store", "--temporal", temporal.address());
        worker.awaitLine(line -> line.contains("worker ready"), PATIENCE);
        return worker;
    }

    private Program render(SimulatedProvider provider) {
        return paying(provider)
                .start(
                        "render",
                        "storm.yaml",
                        "--store",
                        "store",
                        "--temporal",
                        temporal.address(),
                        "--out",
                        "out",
                        "--yes",
                        "--quiet");
    }

    private Program command(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--store", "store", "--temporal", temporal.address()));
        return new FramespanProgram(folder).start(all.toArray(String[]::new));
    }

    private FramespanProgram paying(SimulatedProvider provider) {
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key");
    }
}
