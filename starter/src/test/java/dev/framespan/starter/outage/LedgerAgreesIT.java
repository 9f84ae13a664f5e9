package dev.framespan.starter.outage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framespan.activities.spending.SpendingLimit;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After 429, 500, refusals, failures and cancellations at every state, this ledger and the provider's agree to the last digit. */
@Tag("long")
class LedgerAgreesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Clock AFTER_HOLDS = Clock.offset(Clock.systemUTC(), SpendingLimit.HOLD);
    private static final String KEY = "test-key";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String STORYBOARD =
            """
            budget_usd: 50
            shots:
              - { id: busy, duration: 3, prompt: a busy gull }
              - { id: lost, duration: 4, prompt: a lost gull }
              - { id: down, duration: 5, prompt: a gull going down }
              - { id: fails, duration: 6, prompt: a gull that fails once }
              - { id: broken, duration: 7, prompt: "[broken] a gull" }
              - { id: refused, duration: 8, prompt: "[refuse] a gull" }
              - { id: console, duration: 9, prompt: a gull at the console }
              - { id: begun, duration: 11, prompt: a gull that is begun }
              - { id: calm, duration: 10, prompt: a calm gull }
              - { id: loud, duration: 3, prompt: a loud gull, audio: true, resolution: 1080p }
            """;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void whatIsReservedChargedAndGivenBackIsWhatTheProviderSays() throws Exception {
        Files.writeString(folder.resolve("film.yaml"), STORYBOARD);
        try (SimulatedProvider provider =
                new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "2")) {
            misbehave(provider);
            try (Program render = render(provider)) {
                // Which of the two is submitted first is for the account to say, after the 429.
                CompletableFuture<Void> console = CompletableFuture.runAsync(
                        () -> cancelAtTheConsole(provider, "a gull at the console", "/v1/tasks/"));
                render.awaitStep("begun", "rendering", PATIENCE);
                cancelAtTheConsole(provider, "a gull that is begun", "/admin/tasks/");
                console.join();
                awaitRefund("begun");
                render.awaitStep("calm", "rendering", PATIENCE);
                cancel(render);
            }
            assertReserved(bought());
            // A queue so long that the film is cancelled while its task waits there.
            provider.set("{\"speed\": 0.02}");
            try (Program render = render(provider)) {
                render.awaitStep("console", "queued", PATIENCE);
                cancel(render);
            }
            assertReserved(bought());

            provider.set("{\"speed\": 60}");
            try (Program render = render(provider)) {
                render.awaitEnd(PATIENCE);
            }
            assertAgreed(provider);
            assertThat(doubts(provider)).hasSize(2);
            try (Program render = render(provider, "--rebuy", "lost", "--rebuy", "down")) {
                render.assertEnds(3, PATIENCE);
                assertThat(render.toString()).contains("by --rebuy may have been charged before");
            }
            assertAgreed(provider);
            assertThat(provider.charges())
                    .filteredOn(SimulatedProvider.Charge::refunded)
                    .as("failed twice, failed once, cancelled three times")
                    .hasSizeGreaterThanOrEqualTo(6);
        }
    }

    private static void misbehave(SimulatedProvider provider) {
        provider.misbehave(
                "{\"on\":\"submit\",\"match\":{\"prompt_contains\":\"busy\"},\"times\":3,\"do\":\"status:429\",\"retry_after\":1}");
        provider.misbehave(
                "{\"on\":\"submit\",\"match\":{\"prompt_contains\":\"lost\"},\"times\":1,\"do\":\"accept_then_status:500\"}");
        provider.misbehave(
                "{\"on\":\"submit\",\"match\":{\"prompt_contains\":\"down\"},\"times\":1,\"do\":\"status:500\"}");
        provider.misbehave("{\"on\":\"task\",\"match\":{\"prompt_contains\":\"fails\"},\"times\":1,\"do\":\"fail\"}");
    }

    private Program render(SimulatedProvider provider, String... more) {
        List<String> words = new ArrayList<>(List.of("render", "film.yaml", "--json"));
        words.addAll(List.of(more));
        return new FramespanProgram(folder)
                .with("KLING_API_KEY", KEY)
                .with("KLING_BASE_URL", provider.url())
                .start(words.toArray(String[]::new));
    }

    private void cancel(Program render) {
        try (Program cancel = new FramespanProgram(folder).start("cancel", "film")) {
            cancel.assertEnds(0, PATIENCE);
        }
        render.assertEnds(1, PATIENCE);
    }

    /**
     * As the account's owner does it, past Framespan.
     *
     * @param calls those that cancel: the provider's API does it while a task is queued, its own pages also while it is processed
     */
    private void cancelAtTheConsole(SimulatedProvider provider, String prompt, String calls) {
        Await.until("a task that can be cancelled", PATIENCE, () -> {
            for (JsonNode entry : provided(provider)) {
                if (entry.path("prompt").asText().contains(prompt)) {
                    String task = entry.path("task_id").asText();
                    return call(provider, "POST", calls + task + "/cancel")
                            .path("refunded")
                            .asBoolean();
                }
            }
            return false;
        });
    }

    /** While the film is still at work: what was given back elsewhere is seen by the next look at the task. */
    private void awaitRefund(String shot) {
        Await.until("the refund of " + shot + " in the ledger", PATIENCE, () -> {
            try {
                return bought().stream()
                        .anyMatch(each -> each.path("id").asText().equals(shot)
                                && each.path("refund").asText().equals("yes"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private JsonNode provided(SimulatedProvider provider) {
        return call(provider, "GET", "/admin/ledger").path("entries");
    }

    private JsonNode call(SimulatedProvider provider, String method, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(provider.url()).resolve(path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .header("Authorization", "Bearer " + KEY)
                    .build();
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What {@code framespan ledger} knows of, by task; what has no task is in doubt. */
    private List<JsonNode> bought() throws IOException {
        try (Program ledger = new FramespanProgram(folder).start("ledger", "--film", "film", "--json")) {
            ledger.assertEnds(0, PATIENCE);
            List<JsonNode> bought = new ArrayList<>();
            for (String line : ledger.out()) {
                bought.add(JSON.readTree(line));
            }
            return bought;
        }
    }

    private List<JsonNode> doubts(SimulatedProvider provider) throws IOException {
        return bought().stream()
                .filter(each -> each.path("charge").asText().equals("doubtful"))
                .toList();
    }

    private void assertAgreed(SimulatedProvider provider) throws IOException {
        List<JsonNode> bought = bought();
        JsonNode theirs = call(provider, "GET", "/admin/ledger");
        Map<String, JsonNode> tasks = new HashMap<>();
        bought.forEach(each -> Optional.ofNullable(each.get("task")).ifPresent(task -> tasks.put(task.asText(), each)));
        BigDecimal lost = BigDecimal.ZERO;
        for (JsonNode entry : theirs.path("entries")) {
            JsonNode own = tasks.remove(entry.path("task_id").asText());
            if (own == null) {
                assertThat(entry.path("prompt").asText()).isEqualTo("a lost gull");
                lost = lost.add(entry.path("charged_usd").decimalValue());
            } else {
                assertSame(entry, own);
            }
        }
        assertThat(tasks).as("tasks that the provider does not know").isEmpty();
        BigDecimal charged = sum(bought, "kept").add(sum(bought, "running"));
        assertThat(charged.add(lost))
                .isEqualByComparingTo(theirs.path("charged_usd")
                        .decimalValue()
                        .subtract(theirs.path("refunded_usd").decimalValue()));
        assertReserved(bought);
    }

    /** A shot that the provider put off keeps its price for a while, also where its film is cancelled: it is looked at after that. */
    private void assertReserved(List<JsonNode> bought) {
        BigDecimal known = sum(bought, "kept").add(sum(bought, "running")).add(undecided(bought));
        Await.until("no more is reserved than the ledger knows: " + known, PATIENCE, () -> {
            try {
                return committed().compareTo(known) == 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void assertSame(JsonNode theirs, JsonNode own) {
        assertThat(own.path("priceUsd").decimalValue())
                .isEqualByComparingTo(theirs.path("charged_usd").decimalValue());
        assertThat(own.path("refund").asText("no").matches("yes|assumed"))
                .as(theirs + "\n" + own)
                .isEqualTo(theirs.path("refunded").asBoolean());
        for (List<String> pair : List.of(
                List.of("model", "model"),
                List.of("action", "action"),
                List.of("seconds", "duration"),
                List.of("resolution", "resolution"))) {
            assertThat(own.path(pair.get(0)).asText())
                    .isEqualTo(theirs.path(pair.get(1)).asText());
        }
    }

    private static BigDecimal sum(List<JsonNode> bought, String charge) {
        return bought.stream()
                .filter(each -> each.path("charge").asText().equals(charge))
                .map(each -> each.path("priceUsd").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Doubts about which the operator has not decided: nothing was submitted after them. */
    private static BigDecimal undecided(List<JsonNode> bought) {
        return bought.stream()
                .filter(each -> each.path("charge").asText().equals("doubtful"))
                .filter(each -> bought.stream()
                        .noneMatch(other -> other.path("id").equals(each.path("id"))
                                && other.path("submission").asInt()
                                        > each.path("submission").asInt()))
                .map(each -> each.path("priceUsd").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What is reserved for the film, as the next submission finds it: under no budget at all it says how much that is. */
    private BigDecimal committed() throws IOException {
        SpendingLimit limit = SpendingLimit.ofFilm(
                DirectoryStore.open(folder.resolve(".framespan")), "film", "loopback", AFTER_HOLDS);
        SpendingLimit.Submission next = new SpendingLimit.Submission("v1:" + "0".repeat(64), 1, false);
        return ((SpendingLimit.Answer.TooMuch) limit.reserve(BigDecimal.ZERO, next, BigDecimal.ONE)).takenUsd();
    }
}
