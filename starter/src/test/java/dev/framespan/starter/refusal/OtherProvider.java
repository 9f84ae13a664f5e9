package dev.framespan.starter.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider with other manners than the simulator, and as much within the pages: the older answer to a submission, links as plain
 * strings, times in milliseconds, PNG stills, results on a host of their own. It notes everything that no page allows.
 */
final class OtherProvider implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TASKS = "/v1/tasks";

    private final Path still;
    private final List<Path> clips;
    private final String key;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer api;
    private final HttpServer results;
    private final Map<String, Work> tasks = new ConcurrentHashMap<>();
    private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    private final List<String> offences = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger clipsMade = new AtomicInteger();
    private final AtomicInteger fetched = new AtomicInteger();

    /** @param clips handed out in turn */
    OtherProvider(String key, Path still, List<Path> clips) throws IOException {
        this.key = key;
        this.still = still;
        this.clips = clips;
        this.api = serve(this::answer);
        this.results = serve(this::deliver);
    }

    String url() {
        return address(api) + "/v1";
    }

    /** Every body that was posted, in the order of its coming. */
    List<JsonNode> bodies() {
        return List.copyOf(bodies);
    }

    /** What was done that the pages do not allow. */
    List<String> offences() {
        return List.copyOf(offences);
    }

    /** How many results were fetched. */
    int fetched() {
        return fetched.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        List<String> keys = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
        if (!keys.equals(List.of("Bearer " + key))) {
            offences.add(call + " has not exactly one key");
        }
        if (call.equals("POST " + TASKS)) {
            submit(exchange);
        } else if (call.startsWith("GET " + TASKS + "/") && tasks.containsKey(last(exchange))) {
            json(exchange, status(last(exchange)));
        } else {
            offences.add(call + " is no call of the pages");
            exchange.sendResponseHeaders(404, -1);
        }
    }

    private void submit(HttpExchange exchange) throws IOException {
        List<String> types = exchange.getRequestHeaders().getOrDefault("Content-Type", List.of());
        if (types.size() != 1 || !types.get(0).startsWith("application/json")) {
            offences.add("a body of the type " + types);
        }
        ObjectNode body = (ObjectNode) JSON.readTree(exchange.getRequestBody());
        String action = body.path("action").asText();
        boolean image = body.path("model").asText().contains("seedream");
        body.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                offences.add(field.getKey() + " is null");
            }
        });
        String id = "t-" + numbers.incrementAndGet();
        tasks.put(id, new Work(image, body.path("prompt").asText(), new AtomicInteger(), linkOf(id, image)));
        bodies.add(body);
        ObjectNode answer = JSON.createObjectNode();
        if (image) {
            answer.put("code", "success").put("data", id);
        } else {
            answer.put("task_id", id).put("status", "queued").put("created_at", System.currentTimeMillis());
            answer.put("model", body.path("model").asText())
                    .put("action", action)
                    .put("progress", 0);
        }
        json(exchange, answer);
    }

    private String linkOf(String id, boolean image) {
        int number = image ? 0 : clipsMade.getAndIncrement() % clips.size();
        return address(results) + "/bucket/" + id + "/" + (image ? "still.png" : number + ".mp4")
                + "?X-Signature=a%2Fb%3D&X-Expires=86400";
    }

    private ObjectNode status(String id) {
        Work work = tasks.get(id);
        int look = work.looks().getAndIncrement();
        boolean done = work.image() || look > 1;
        String state = done ? "completed" : look == 0 ? "queued" : "processing";
        ObjectNode task = JSON.createObjectNode()
                .put("task_id", id)
                .put("status", state)
                .put("progress", done ? 100 : look * 43)
                .put("created_at", Instant.now().getEpochSecond())
                .put("a_field_of_tomorrow", "?");
        // Never to be called: it leads to the results' host, where a key would be an offence.
        task.putObject("urls").put("get", address(results) + "/trap").put("cancel", address(results) + "/trap");
        if (done) {
            task.put("completed_at", System.currentTimeMillis()).putNull("error");
            task.putObject("result")
                    .putArray(work.image() ? "images" : "videos")
                    .addObject()
                    .put("url", work.link())
                    .put("expires_at", Instant.now().plus(Duration.ofHours(24)).toEpochMilli());
        }
        return task;
    }

    private void deliver(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        if (exchange.getRequestHeaders().containsKey("Authorization")) {
            offences.add("the key went to " + path);
        }
        if (tasks.values().stream().noneMatch(work -> work.link().endsWith(path))) {
            offences.add(exchange.getRequestMethod() + " " + path + " is no link that was given");
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        fetched.incrementAndGet();
        String name = last(exchange);
        Path file = name.equals("still.png") ? still : clips.get(Integer.parseInt(name.replace(".mp4", "")));
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.sendResponseHeaders(200, Files.size(file));
        Files.copy(file, exchange.getResponseBody());
    }

    /** The prompt of the still that a link of this provider leads to; the link itself where it is none of its own. */
    String named(String link) {
        return tasks.values().stream()
                .filter(work -> work.link().equals(link))
                .map(work -> "still: " + work.prompt())
                .findFirst()
                .orElse(link);
    }

    private HttpServer serve(com.sun.net.httpserver.HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                handler.handle(exchange);
            } catch (RuntimeException e) {
                offences.add(exchange.getRequestURI() + ": " + e);
            }
        });
        server.start();
        return server;
    }

    private static void json(HttpExchange exchange, JsonNode answer) throws IOException {
        byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String last(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        api.stop(0);
        results.stop(0);
        threads.shutdownNow();
    }

    private record Work(boolean image, String prompt, AtomicInteger looks, String link) {}
}
