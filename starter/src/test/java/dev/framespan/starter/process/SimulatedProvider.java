package dev.framespan.starter.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The simulator as a program of its own, which stands for a provider somewhere: it lives on when a worker dies. */
public final class SimulatedProvider implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "simulator listening on ";

    private final HttpClient http = HttpClient.newHttpClient();
    private final FramespanProgram framespan;
    private final List<String> command;
    private Program program;
    private String url;

    /** @param speed how many times faster than the real one */
    public SimulatedProvider(FramespanProgram framespan, Path state, String speed, String... more) {
        this.framespan = framespan;
        this.command =
                new ArrayList<>(List.of("simulate", "--port", "0", "--state", state.toString(), "--speed", speed));
        command.addAll(List.of(more));
        serve();
    }

    /** Serves, on the same port and with the same tasks as before. */
    public void serve() {
        program = framespan.start(command.toArray(String[]::new));
        url = program.awaitLine(line -> line.startsWith(PREFIX), Duration.ofMinutes(1))
                .substring(PREFIX.length());
    }

    /** Its base URL, with {@code /v1}. */
    public String url() {
        return url;
    }

    /** What was charged, an entry a task. */
    public List<Charge> charges() {
        List<Charge> charges = new ArrayList<>();
        for (JsonNode entry : ledger().path("entries")) {
            charges.add(new Charge(
                    entry.path("prompt").asText(),
                    entry.path("status").asText(),
                    entry.path("refunded").asBoolean()));
        }
        return charges;
    }

    /** Everything that was charged, as simulator/README.md describes it. */
    public JsonNode ledger() {
        return call("GET", "/admin/ledger", "");
    }

    /** @param fault a JSON object, as simulator/README.md describes it */
    public void misbehave(String fault) {
        call("POST", "/admin/faults", "[" + fault + "]");
    }

    /** Says of every task that it is being processed, until that is mended: a film is at work as long as its test takes. */
    public void keepProcessing() {
        misbehave("{\"on\":\"status\",\"do\":\"state:processing\"}");
    }

    /** The same, of tasks whose prompt contains these words alone. */
    public void keepProcessing(String words) {
        misbehave("{\"on\":\"status\",\"match\":{\"prompt_contains\":\"" + words + "\"},\"do\":\"state:processing\"}");
    }

    /** How many calls misbehaviour has struck that has not ended. */
    public int struck() {
        int done = 0;
        for (JsonNode fault : call("GET", "/admin/faults", "")) {
            done += fault.path("done").asInt();
        }
        return done;
    }

    /** Ends all misbehaviour. */
    public void mendFaults() {
        call("DELETE", "/admin/faults", "");
    }

    /** @param settings a JSON object, as simulator/README.md describes it */
    public void set(String settings) {
        call("POST", "/admin/settings", settings);
    }

    private JsonNode call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url).resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        try {
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** As {@code kill -9}. */
    public void kill() {
        List<ProcessHandle> children = program.children();
        program.kill();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        program.close();
    }

    /** One task that the provider charged. */
    public record Charge(String prompt, String status, boolean refunded) {}
}
