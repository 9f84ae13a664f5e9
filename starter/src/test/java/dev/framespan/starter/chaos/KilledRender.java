package dev.framespan.starter.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.starter.cluster.Machines;
import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A film of thirty shots that one {@code render} after another makes by itself, each killed at some time. */
final class KilledRender implements KillRun.Killed {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final int SHORTEST_LIFE = 500;
    private static final int LONGEST_LIFE = 9_000;
    private static final Pattern REBUY = Pattern.compile("--rebuy ([A-Za-z0-9_.-]+)");

    private final Path folder;
    private final Random random;
    private final int most;
    private final Set<ProcessHandle> children = new HashSet<>();
    private FilmProof proof;
    private Map<String, String> prompts;
    private SimulatedProvider provider;

    private final Map<String, Integer> kills = new TreeMap<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Map<String, Integer> lost = new HashMap<>();

    /** @param most times that a render is killed before the next one is left in peace */
    KilledRender(Path folder, long seed, int most) {
        this.folder = folder;
        this.random = new Random(seed);
        this.most = most;
    }

    /** Makes the film, and proves it. */
    @Override
    public int make() throws IOException {
        prompts = ManyShots.write(folder, 30);
        Files.createDirectory(folder.resolve("tmp"));
        // Nearly as slow as the real one, so that the film is still being made when the last one is killed.
        try (SimulatedProvider opened =
                new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "1.5")) {
            provider = opened;
            proof = new FilmProof(folder, Machines.one(folder), provider, prompts);
            renderUntilDone();
            // The next one sweeps what the killed ones have left.
            try (Program again = render(List.of())) {
                again.assertEnds(0, PATIENCE);
            }
            Await.until("the end of all media children", PATIENCE, () -> children.stream()
                    .noneMatch(ProcessHandle::isAlive));
            int paid = proof.assertPaidOnce(lost);
            proof.assertWhole();
            proof.assertReceiptIsTheProvidersLedger(lost);
            proof.assertNothingIsLeftBehind();
            return paid;
        }
    }

    private void renderUntilDone() {
        List<String> decisions = List.of();
        for (int killed = 0; ; ) {
            try (Program render = render(decisions)) {
                decisions = List.of();
                if (killed < most && !endsWithin(render, SHORTEST_LIFE + random.nextInt(LONGEST_LIFE))) {
                    children.addAll(render.children());
                    render.kill();
                    kills.merge("render", 1, Integer::sum);
                    killed++;
                    continue;
                }
                int exit = render.awaitEnd(PATIENCE);
                if (exit == 0) {
                    return;
                }
                assertThat(exit).as(render.toString()).isEqualTo(3);
                decisions = decisions(render);
            }
        }
    }

    private static boolean endsWithin(Program render, int millis) {
        long until = System.nanoTime() + millis * 1_000_000L;
        while (render.isAlive() && System.nanoTime() < until) {
            Await.pass();
        }
        return !render.isAlive();
    }

    /** What waits after a kill in the middle of a submission is bought again: nobody looks at the provider's pages here. */
    private List<String> decisions(Program render) {
        Set<String> waiting = new HashSet<>();
        for (String line : render.err()) {
            Matcher rebuy = REBUY.matcher(line);
            while (rebuy.find()) {
                waiting.add(rebuy.group(1));
            }
        }
        assertThat(waiting).as(render.toString()).isNotEmpty().allMatch(prompts::containsKey);
        List<String> words = new ArrayList<>();
        for (String id : waiting) {
            long charged = proof.charges().stream()
                    .map((JsonNode entry) -> entry.path("prompt").asText())
                    .filter(prompts.get(id)::equals)
                    .count();
            answers.merge(charged > 0 ? "bought again" : "bought", 1, Integer::sum);
            if (charged > 0) {
                lost.put(id, (int) charged);
            }
            words.addAll(List.of("--rebuy", id));
        }
        return words;
    }

    private Program render(List<String> more) {
        List<String> words =
                new ArrayList<>(List.of("render", "film.yaml", "--store", "store", "--out", "out", "--yes"));
        words.addAll(more);
        return new FramespanProgram(folder)
                .with("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder.resolve("tmp"))
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key")
                .start(words.toArray(String[]::new));
    }

    @Override
    public Map<String, Integer> kills() {
        return kills;
    }

    @Override
    public Map<String, Integer> answers() {
        return answers;
    }
}
