package org.example.atelier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framespan.activities.http.HttpReply;
import dev.framespan.activities.http.OneShotHttpClient;
import dev.framespan.activities.provider.HttpEvidence;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.ProviderFactory;
import dev.framespan.activities.provider.Refund;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.activities.provider.TaskStatus.State;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpDelete;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** A provider that does not exist, the Atelier, which makes silent clips from words and pictures. */
public final class AtelierProvider implements Provider, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_ANSWER = 1_000_000;

    private final String renders;
    private final String host;
    private final String realm;
    private final boolean local;
    private final String key;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Duration limit;
    private final OneShotHttpClient http;

    /** @param limit how long a call may take in all */
    AtelierProvider(ProviderFactory.Settings settings, Duration limit) {
        this.renders = settings.address() + "/v2/renders";
        this.host = settings.address().getHost();
        this.realm = settings.realm();
        this.local = settings.local();
        this.key = settings.key();
        this.catalogue = settings.catalogue();
        this.clock = settings.clock();
        this.limit = limit;
        this.http = OneShotHttpClient.plain(clock);
    }

    @Override
    public String realm() {
        return realm;
    }

    @Override
    public boolean isLocal() {
        return local;
    }

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public String submit(GenerationRequest request, List<String> pictures, Instant fence) throws ProviderException {
        ObjectNode body = JSON.createObjectNode()
                .put("engine", request.model())
                .put("words", request.prompt().text())
                .put("size", request.resolution())
                .put("seconds", request.seconds());
        pictures.forEach(body.putArray("pictures")::add);
        HttpReply reply = answered(post(body.toString()), fence);
        String ref = render(reply).path("ref").asText("");
        if (ref.isBlank()) {
            throw HttpEvidence.garbled(reply, host, key);
        }
        return ref;
    }

    @Override
    public Asset speak(GenerationRequest request, SoundKeeper keeper, Instant fence) throws ProviderException {
        throw ProviderException.of(FailureKind.REJECTED, ProviderException.Accepted.NO, "the Atelier speaks no texts")
                .build();
    }

    @Override
    public void probe() throws ProviderException {
        clearly(new HttpGet(address("no-such-render")));
        clearly(post("{}"));
    }

    private void clearly(HttpUriRequestBase call) throws ProviderException {
        try {
            HttpReply reply = answered(call, Instant.MAX);
            if (!json(reply).isObject()) {
                throw HttpEvidence.garbled(reply, host, key);
            }
        } catch (ProviderException e) {
            if (e.status() == null || e.accepted() == ProviderException.Accepted.UNKNOWN) {
                throw e;
            }
        }
    }

    @Override
    public TaskStatus status(String task) throws ProviderException {
        return status(answered(new HttpGet(address(task)), Instant.MAX));
    }

    @Override
    public Optional<Refund> cancel(String task) throws ProviderException {
        TaskStatus after = status(answered(new HttpDelete(address(task)), Instant.MAX));
        return after.state() == State.CANCELLED ? Optional.of(after.refund()) : Optional.empty();
    }

    private TaskStatus status(HttpReply reply) throws ProviderException {
        JsonNode render = render(reply);
        String phase = render.path("phase").asText("");
        if (phase.isBlank()) {
            throw HttpEvidence.garbled(reply, host, key);
        }
        State state =
                switch (phase) {
                    case "waiting" -> State.QUEUED;
                    case "drawing" -> State.PROCESSING;
                    case "ready" -> State.COMPLETED;
                    case "broken" -> State.FAILED;
                    case "withdrawn" -> State.CANCELLED;
                    default -> State.UNKNOWN;
                };
        Boolean given =
                switch (render.path("price").asText("")) {
                    case "returned" -> true;
                    case "kept" -> false;
                    default -> null;
                };
        int percent = Math.max(0, Math.min(100, render.path("percent").asInt(0)));
        return new TaskStatus(
                state,
                percent,
                links(render.path("file")),
                words(render.path("fault").path("kind")),
                words(render.path("fault").path("text")),
                new Refund(given, null),
                state == State.UNKNOWN ? HttpEvidence.words(phase, key) : null);
    }

    private List<TaskStatus.Link> links(JsonNode file) {
        return file.path("href").isTextual()
                ? List.of(new TaskStatus.Link(
                        file.path("href").asText(), expiry(file.path("until").asText(""))))
                : List.of();
    }

    private Instant expiry(String until) {
        try {
            return Instant.parse(until);
        } catch (DateTimeParseException unsaid) {
            return clock.instant().plus(Duration.ofDays(1));
        }
    }

    private HttpPost post(String body) {
        HttpPost post = new HttpPost(renders);
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        return post;
    }

    private String address(String task) {
        return renders + "/" + URLEncoder.encode(task, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** @return an answer with a status of success */
    private HttpReply answered(HttpUriRequestBase call, Instant fence) throws ProviderException {
        call.setHeader("X-Api-Key", key);
        HttpReply reply;
        try {
            reply = http.call(call, limit, LARGEST_ANSWER, fence);
        } catch (IOException e) {
            throw HttpEvidence.noAnswer(e, host, key);
        }
        if (reply.status() >= 200 && reply.status() < 300) {
            return reply;
        }
        String code = words(json(reply).path("fault").path("kind"));
        FailureKind kind = HttpEvidence.kind(reply.status(), code);
        throw ProviderException.of(
                        kind,
                        HttpEvidence.accepted(kind),
                        host + ": HTTP " + reply.status() + " " + HttpEvidence.gist(reply.body(), key))
                .answer(reply.status(), code)
                .retryAfter(HttpEvidence.retryAfter(reply, clock.instant()).orElse(null))
                .build();
    }

    private static JsonNode render(HttpReply reply) {
        return json(reply).path("render");
    }

    private static JsonNode json(HttpReply reply) {
        try {
            return JSON.readTree(reply.body());
        } catch (IOException noJson) {
            return MissingNode.getInstance();
        }
    }

    private String words(JsonNode node) {
        return node.isTextual() ? HttpEvidence.words(node.asText(), key) : null;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
