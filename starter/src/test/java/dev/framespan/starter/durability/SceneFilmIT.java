package dev.framespan.starter.durability;

import static dev.framespan.starter.durability.StormFilm.PATIENCE;
import static dev.framespan.starter.durability.StormFilm.says;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.film.FilmWorkflow;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film of several scenes is a workflow for each on a Temporal server, and to its operator one film. */
@Tag("long")
class SceneFilmIT {
    @TempDir
    Path folder;

    private StormFilm film;

    @BeforeEach
    void open() throws IOException {
        film = new StormFilm(
                folder,
                """
                keyframes:
                  sea: { prompt: a calm sea }
                scenes:
                  - id: morning
                    title: In the morning
                    shots:
                      - { id: gull, from: sea, duration: 3, prompt: a gull flies by }
                      - { id: crowd, duration: 3, prompt: "a crowd [blocked]" }
                  - id: noon
                    shots:
                      - { id: boat, from: sea, duration: 3, prompt: a boat passes }
                      - { id: rain, duration: 3, prompt: "rain [refuse]" }
                      - { id: tide, duration: 3, prompt: "a tide [blocked]" }
                  - id: evening
                    shots:
                      - { id: crew, from: sea, duration: 3, prompt: the crew comes home }
                """);
    }

    @AfterEach
    void close() {
        film.close();
    }

    @Test
    void eachSceneParksAndIsAnsweredByItselfAndTheFilmIsOne() throws IOException {
        try (SimulatedProvider provider = film.provider()) {
            try (Program worker = film.worker(provider)) {
                says(3, film.render(provider), worker);
                assertThat(says(3, film.command("shots", "storm")))
                        .anyMatch(line -> line.matches("keyframe +sea .*done"))
                        .anyMatch(line -> line.matches("shot +gull .*done"))
                        .anyMatch(line -> line.matches("shot +crowd .*parked: .*"))
                        .anyMatch(line -> line.matches("shot +rain .*parked: .*"))
                        .anyMatch(line -> line.matches("shot +crew .*done"));
                found("FramespanState = 'waits' AND FramespanWaitingFor = 'POLICY' AND FramespanSpentUsd > 0.5");
                assertThat(says(0, film.command("status", "storm"))).anyMatch(line -> line.contains("crowd"));
                worker.kill();
            }
            try (Program worker = film.worker(provider)) {
                film.refused("there is no shot, keyframe or speech boot", "skip", "storm", "boot");
                film.refused("gull is made", "skip", "storm", "gull");
                film.refused("crew is made, and so is its scene", "skip", "storm", "crew");
                film.refused("it is not paused", "resume", "storm");
                says(0, film.command("pause", "storm"), worker);
                film.refused("it is paused already", "pause", "storm");
                says(0, film.command("resume", "storm"), worker);
                says(0, film.command("fix", "storm", "crowd", "--prompt", "a few people"), worker);
                film.change("a tide [blocked]", "a low tide");
                says(3, film.render(provider), worker);
                says(0, film.command("skip", "storm", "rain"), worker);
                assertThat(says(0, film.render(provider), worker)).anyMatch(line -> line.contains("15.0 s"));
                // What was said holds for the next render, too, which buys nothing.
                says(0, film.render(provider), worker);
            }
            assertThat(provider.charges())
                    .extracting(charge -> charge.prompt() + " " + charge.refunded())
                    .containsExactlyInAnyOrder(
                            "a calm sea false",
                            "a gull flies by false",
                            "a crowd [blocked] true",
                            "a few people false",
                            "a boat passes false",
                            "a tide [blocked] true",
                            "a low tide false",
                            "the crew comes home false");
            found("FramespanState = 'done' AND FramespanTitle = 'storm'");
            JsonNode receipt =
                    Payloads.json().readTree(folder.resolve("out/film.json").toFile());
            assertThat(receipt.path("shots").findValuesAsText("id"))
                    .containsExactly("gull", "crowd", "boat", "rain", "tide", "crew");
        }
    }

    /** Temporal's lists are a moment behind. */
    private void found(String query) {
        film.temporal.use(client -> Await.until(query, PATIENCE, () -> client.listExecutions(query)
                .anyMatch(run -> run.getWorkflowType().equals(FilmWorkflow.TYPE))));
    }
}
