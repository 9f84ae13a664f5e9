package dev.framespan.starter.durability;

import static dev.framespan.starter.durability.StormFilm.PATIENCE;
import static dev.framespan.starter.durability.StormFilm.says;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film on a Temporal server stays open while one of its shots waits for the operator, and each answer goes on with it. */
@Tag("long")
@Tag("production")
class ParkedFilmIT {
    @TempDir
    Path folder;

    private StormFilm film;

    @BeforeEach
    void open() throws IOException {
        film = new StormFilm(
                folder,
                """
                shots:
                  - { id: gull, duration: 3, prompt: a gull flies by }
                  - { id: crowd, duration: 3, prompt: "a crowd [blocked]" }
                  - { id: rain, duration: 3, prompt: "rain [refuse]" }
                  - { id: lost, duration: 3, prompt: an answer that is lost }
                """);
    }

    @AfterEach
    void close() {
        film.close();
    }

    @Test
    void whatStopsParksAloneAndEachAnswerGoesOnWithItWhateverWorkerIsThere() throws IOException {
        try (SimulatedProvider provider = film.provider()) {
            provider.misbehave("{\"on\":\"submit\",\"match\":{\"prompt_contains\":\"is lost\"},\"times\":1,"
                    + "\"do\":\"drop_after_accept\"}");
            try (Program worker = film.worker(provider)) {
                says(3, film.render(provider), worker);
                assertThat(says(3, film.command("shots", "storm")))
                        .anyMatch(line -> line.matches("shot +gull .*done"))
                        .anyMatch(line -> line.matches("shot +crowd .*parked: .*"))
                        .anyMatch(line -> line.matches("shot +rain .*parked: .*"))
                        .anyMatch(line -> line.matches("shot +lost .*parked: .*"));
                worker.kill();
            }
            try (Program worker = film.worker(provider)) {
                assertWrongAnswersAreRefused();
                says(0, film.command("fix", "storm", "crowd", "--prompt", "a few people"), worker);
                says(0, film.command("adopt", "storm", "lost", task(provider, "an answer that is lost")), worker);
                says(0, film.command("skip", "storm", "rain"), worker);
                assertThat(says(0, film.render(provider), worker)).anyMatch(line -> line.contains("9.0 s"));
                // What was said holds for the next render, too, which buys nothing.
                says(0, film.render(provider), worker);
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
        film.write(
                """
                shots:
                  - { id: gull, duration: 3, prompt: a gull flies by }
                  - { id: crowd, duration: 3, prompt: "a crowd [blocked]" }
                """);
        try (SimulatedProvider provider = film.provider();
                Program worker = film.worker(provider)) {
            says(3, film.render(provider), worker);

            film.change("a gull flies by", "a gull at rest");
            try (Program refused = film.render(provider)) {
                refused.assertEnds(2, PATIENCE, worker);
                assertThat(refused.err())
                        .anyMatch(
                                line -> line.contains("gull, which does not wait for you") && line.contains("(crowd)"));
            }

            film.change("a gull at rest", "a gull flies by");
            film.change("a crowd [blocked]", "a few people");
            try (Program render = film.render(provider)) {
                render.assertEnds(0, PATIENCE, worker);
            }
            assertThat(provider.charges())
                    .extracting(charge -> charge.prompt() + " " + charge.refunded())
                    .containsExactlyInAnyOrder("a gull flies by false", "a crowd [blocked] true", "a few people false");
        }
    }

    @Test
    void fixesOfTheSameMomentAreAllInTheFilmThatTheNextRenderMeets() throws IOException {
        film.write(
                """
                shots:
                  - { id: gull, duration: 3, prompt: "a gull [blocked]" }
                  - { id: crowd, duration: 3, prompt: "a crowd [blocked]" }
                  - { id: rain, duration: 3, prompt: "rain [refuse]" }
                """);
        try (SimulatedProvider provider = film.provider();
                Program worker = film.worker(provider)) {
            says(3, film.render(provider), worker);
            try (Program one = film.command("fix", "storm", "gull", "--prompt", "a gull at rest");
                    Program other = film.command("fix", "storm", "crowd", "--prompt", "a few people")) {
                one.assertEnds(0, PATIENCE, worker);
                other.assertEnds(0, PATIENCE, worker);
            }
            // Not refused as another storyboard: it follows the film until only the third one waits.
            says(3, film.render(provider), worker);
            assertThat(provider.charges())
                    .filteredOn(charge -> !charge.refunded())
                    .extracting(SimulatedProvider.Charge::prompt)
                    .containsExactlyInAnyOrder("a gull at rest", "a few people");
        }
    }

    private void assertWrongAnswersAreRefused() {
        film.refused("there is no shot, keyframe or speech boat", "skip", "storm", "boat");
        film.refused("gull is made", "skip", "storm", "gull");
        film.refused("crowd is not in doubt", "adopt", "storm", "crowd", "task-1");
        film.refused("the provider knows no task", "adopt", "storm", "lost", "task-unknown");
        film.refused("it is not paused", "resume", "storm");
        film.refused("77 is not possible", "fix", "storm", "crowd", "--duration", "77");
        film.refused("what is to be made otherwise?", "fix", "storm", "crowd");
        film.refused("no shot or keyframe boat", "fix", "storm", "boat", "--prompt", "a boat");
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
}
