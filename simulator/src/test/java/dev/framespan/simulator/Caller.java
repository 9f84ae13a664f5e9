package dev.framespan.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framespan.simulator.fault.InjectedFault;
import dev.framespan.simulator.fault.InjectedFaults;
import dev.framespan.simulator.http.Simulation;
import dev.framespan.simulator.task.AtomicFolder;
import dev.framespan.simulator.task.SimulatorSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

/** A simulation in this process, and a caller over HTTP. */
final class Caller implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Simulation simulation;

    private Caller(Simulation simulation) {
        this.simulation = simulation;
    }

    static Caller start(Path state) throws Exception {
        return start(state, new SimulatorSettings(2000, 20, new BigDecimal("100"), 3600, 0));
    }

    static Caller start(Path state, SimulatorSettings settings) throws Exception {
        return new Caller(
                new Simulation(new Simulation.Start(state, "127.0.0.1", 0, "", known -> settings, List.of())));
    }

    static Caller startWithKey(Path state, String key) throws Exception {
        return new Caller(new Simulation(new Simulation.Start(state, "127.0.0.1", 0, key, known -> known, List.of())));
    }

    String baseUrl() {
        return simulation.baseUrl();
    }

    /** The answer of a call; the body is JSON or nothing. */
    record Reply(int status, JsonNode json, HttpResponse<byte[]> raw) {
        String code() {
            return json.at("/error/code").asText();
        }

        String message() {
            return json.at("/error/message").asText();
        }

        String text() {
            return new String(raw.body(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    Reply post(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Authorization", "Bearer any")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Reply submit(String body) throws IOException, InterruptedException {
        return post("/v1/tasks", json(body).toString());
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer any").GET());
    }

    Reply status(String id) throws IOException, InterruptedException {
        return get("/v1/tasks/" + id);
    }

    Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        JsonNode json = AtomicFolder.JSON.missingNode();
        try {
            json = AtomicFolder.JSON.readTree(response.body());
        } catch (IOException other) {
            // the callers that expect no JSON look at the raw answer
        }
        return new Reply(response.statusCode(), json, response);
    }

    HttpRequest.Builder request(String path) {
        String origin = baseUrl().substring(0, baseUrl().length() - "/v1".length());
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : origin + path));
    }

    /** Submits, and waits until it is finished. */
    JsonNode finish(String body) throws IOException, InterruptedException {
        Reply accepted = submit(body);
        if (accepted.status() != 200) {
            throw new AssertionError(accepted.text());
        }
        return await(accepted.json().get("task_id").asText());
    }

    JsonNode await(String id) throws IOException, InterruptedException {
        for (int i = 0; i < 1500; i++) {
            JsonNode task = status(id).json();
            if (task.has("completed_at")) {
                return task;
            }
            Thread.sleep(10);
        }
        throw new AssertionError(id + " does not finish");
    }

    JsonNode ledger() throws IOException, InterruptedException {
        return get("/admin/ledger").json();
    }

    void fault(String spec) throws IOException, InterruptedException {
        InjectedFaults.parse(json(spec)).forEach(InjectedFault::effect);
        Reply reply = post("/admin/faults", json(spec).toString());
        if (reply.status() != 200) {
            throw new AssertionError(reply.text());
        }
    }

    void set(String settings) throws IOException, InterruptedException {
        Reply reply = post("/admin/settings", json(settings).toString());
        if (reply.status() != 200) {
            throw new AssertionError(reply.text());
        }
    }

    static String still(String prompt) {
        return "{'model':'gemini-2.5-flash-image-preview','action':'generate','prompt':'" + prompt
                + "','aspect_ratio':'16:9','resolution':'1K'}";
    }

    static String clip(String prompt) {
        return "{'model':'kling-v3','action':'generate','prompt':'" + prompt
                + "','resolution':'720p','duration':3,'audio':false,'aspect_ratio':'1:1'}";
    }

    static String firstUrl(JsonNode task) {
        JsonNode result = task.get("result");
        return (result.has("videos") ? result.get("videos") : result.get("images"))
                .at("/0/url/0")
                .asText();
    }

    /** Reads JSON in which single quotes stand for double ones. */
    static JsonNode json(String text) {
        try {
            return AtomicFolder.JSON.readTree(text.replace('\'', '"'));
        } catch (IOException malformed) {
            throw new AssertionError(text, malformed);
        }
    }

    static ObjectNode object(String text) {
        return (ObjectNode) json(text);
    }

    @Override
    public void close() {
        simulation.close();
    }
}
