package dev.framespan.starter.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.activities.ledger.BoughtSubmission;
import dev.framespan.starter.cluster.Machines;
import dev.framespan.starter.process.Program;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers the shots of a film on a server that wait since the answer to their submission was lost: looks at the provider's own pages, adopts
 * the task that is there, and has bought again what is not.
 */
final class Operator {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Machines machines;
    private final String server;
    private final FilmProof proof;
    private final Map<String, String> prompts;

    Operator(Machines machines, String server, FilmProof proof, Map<String, String> prompts) {
        this.machines = machines;
        this.server = server;
        this.proof = proof;
        this.prompts = prompts;
    }

    /** @return what was said about each that waited, in words, by ids */
    Map<String, Answer> answer() throws IOException {
        Map<String, Answer> said = new LinkedHashMap<>();
        for (JsonNode parked : parked()) {
            String id = parked.path("id").asText();
            assertThat(parked.path("stop").path("kind").asText())
                    .as("only what was in the air when something was killed may wait: " + parked)
                    .isEqualTo("AMBIGUOUS");
            said.put(id, answer(id));
        }
        assertThat(said).as("a film that waits says for what").isNotEmpty();
        return said;
    }

    /** What the provider's own pages showed, and so what was said. */
    enum Answer {
        /** It had the task. */
        ADOPTED,
        /** It had nothing. */
        BOUGHT,
        /** It was charged, and what it answered cannot be had again: speech. */
        BOUGHT_AGAIN
    }

    private Answer answer(String id) throws IOException {
        List<JsonNode> charged = proof.charges().stream()
                .filter(entry -> entry.path("prompt").asText().equals(prompts.get(id)))
                .toList();
        Set<String> known = BoughtSubmission.of(machines.store()).stream()
                .map(bought -> String.valueOf(bought.task()))
                .collect(Collectors.toSet());
        Optional<String> lost = charged.stream()
                .filter(entry -> entry.has("task_id"))
                .map(entry -> entry.path("task_id").asText())
                .filter(task -> !known.contains(task))
                .findFirst();
        if (lost.isPresent()) {
            say("adopt", "film", id, lost.get());
            return Answer.ADOPTED;
        }
        say("rebuy", "film", id);
        return charged.isEmpty() ? Answer.BOUGHT : Answer.BOUGHT_AGAIN;
    }

    private List<JsonNode> parked() throws IOException {
        List<JsonNode> parked = new ArrayList<>();
        try (Program shots = command("shots", "film", "--json")) {
            int exit = shots.awaitEnd(PATIENCE);
            assertThat(exit).as(shots.toString()).isEqualTo(3);
            for (String line : shots.out()) {
                JsonNode item = Payloads.json().readTree(line);
                if (item.path("state").asText().equals("parked")) {
                    parked.add(item);
                }
            }
        }
        return parked;
    }

    private void say(String... words) {
        try (Program answer = command(words)) {
            answer.assertEnds(0, PATIENCE);
        }
    }

    private Program command(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--temporal", server));
        return machines.operator().start(all.toArray(String[]::new));
    }
}
