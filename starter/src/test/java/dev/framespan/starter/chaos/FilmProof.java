package dev.framespan.starter.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.activities.ledger.BoughtSubmission;
import dev.framespan.starter.cluster.Machines;
import dev.framespan.starter.durability.FilmComparison;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What must hold of a film that is done, whatever was killed on the way. */
final class FilmProof {
    private final Path folder;
    private final Machines machines;
    private final SimulatedProvider provider;
    private final Map<String, String> prompts;

    /**
     * @param folder with the film's {@code out}
     * @param prompts of everything that is bought, each another one, by the ids of shots, keyframes and speeches
     */
    FilmProof(Path folder, Machines machines, SimulatedProvider provider, Map<String, String> prompts) {
        this.folder = folder;
        this.machines = machines;
        this.provider = provider;
        this.prompts = prompts;
    }

    /**
     * The provider was paid once for everything.
     *
     * @param lost how often each was bought again by a decision, though the provider had it, by ids
     * @return how often the provider was paid
     */
    int assertPaidOnce(Map<String, Integer> lost) {
        Map<String, Integer> expected = new HashMap<>();
        prompts.forEach((id, prompt) -> expected.put(prompt, 1 + lost.getOrDefault(id, 0)));
        Map<String, Integer> paid = new HashMap<>();
        for (JsonNode entry : charges()) {
            assertThat(entry.path("refunded").asBoolean()).as(entry.toString()).isFalse();
            paid.merge(entry.path("prompt").asText(), 1, Integer::sum);
        }
        assertThat(paid).as("payments by prompt").isEqualTo(expected);
        return paid.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The provider's own entries about this film. */
    List<JsonNode> charges() {
        List<JsonNode> charges = new ArrayList<>();
        for (JsonNode entry : provider.ledger().path("entries")) {
            if (prompts.containsValue(entry.path("prompt").asText())) {
                charges.add(entry);
            }
        }
        return charges;
    }

    /** The film shows the frames of all clips in the storyboard's order, and every frame that was copied is the clip's own. */
    void assertWhole() throws IOException {
        List<Long> film = FilmComparison.frames(folder.resolve("out/film.mp4"));
        int at = 0;
        for (JsonNode shot : receipt().path("shots")) {
            String hash = shot.path("sha256").asText();
            List<Long> clip = FilmComparison.frames(
                    machines.store().find(hash, MediaType.MP4).orElseThrow());
            assertThat(shot.path("startFrame").asInt()).as(shot.toString()).isEqualTo(at);
            assertThat(shot.path("frames").asInt()).as(shot.toString()).isEqualTo(clip.size());
            int end = at + clip.size();
            assertThat(film.size()).as(shot.toString()).isGreaterThanOrEqualTo(end);
            if (!shot.path("conformed").asBoolean()) {
                assertThat(film.subList(at, end)).as(shot.toString()).isEqualTo(clip);
            }
            at = end;
        }
        assertThat(film).hasSize(at);
    }

    /** What the film's receipt says of each purchase is what the provider says, and the ledger knows each task of the provider's. */
    void assertReceiptIsTheProvidersLedger(Map<String, Integer> lost) throws IOException {
        Map<String, BigDecimal> theirs = new HashMap<>();
        for (JsonNode entry : charges()) {
            if (entry.has("task_id")) {
                theirs.put(
                        entry.path("task_id").asText(),
                        new BigDecimal(entry.path("charged_usd").asText()));
            }
        }
        BigDecimal sum = BigDecimal.ZERO;
        Set<String> receipted = new HashSet<>();
        for (String part : List.of("keyframes", "shots")) {
            for (JsonNode entry : receipt().path(part)) {
                String task = entry.path("task").asText();
                BigDecimal price = new BigDecimal(entry.path("priceUsd").asText());
                assertThat(theirs).as(entry.toString()).containsKey(task);
                assertThat(price).as(entry.toString()).isEqualByComparingTo(theirs.get(task));
                assertThat(receipted.add(task)).as("shown once: " + entry).isTrue();
                sum = sum.add(price);
            }
        }
        assertThat(sum).isEqualByComparingTo(receipt().path("totalUsd").asText());
        if (lost.isEmpty()) {
            assertThat(receipted).as("tasks that the receipt does not name").isEqualTo(theirs.keySet());
        }
        for (BoughtSubmission bought : BoughtSubmission.of(machines.store())) {
            if (bought.task() != null) {
                assertThat(theirs).as("tasks that the provider does not know").containsKey(bought.task());
            }
        }
    }

    private JsonNode receipt() throws IOException {
        return Payloads.json().readTree(folder.resolve("out/film.json").toFile());
    }

    /** Nobody's file in the making lies about; to be asked when no process works on the store. */
    void assertNothingIsLeftBehind() throws IOException {
        List<String> left = new ArrayList<>();
        for (Path scratch : machines.scratch()) {
            left.addAll(files(scratch));
        }
        left.addAll(files(folder.resolve("tmp")));
        files(folder.resolve("out")).stream()
                .filter(file -> file.endsWith(".part") || file.startsWith("."))
                .forEach(left::add);
        assertThat(left).as("files in the making").isEmpty();
    }

    private static List<String> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }
}
