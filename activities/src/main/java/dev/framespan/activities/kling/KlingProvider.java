package dev.framespan.activities.kling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framespan.activities.http.HttpReply;
import dev.framespan.activities.http.OneShotHttpClient;
import dev.framespan.activities.http.RepeatableHttpClient;
import dev.framespan.activities.provider.HttpEvidence;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.Refund;
import dev.framespan.activities.provider.TaskOrigin;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.GenerationRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * The generation API over HTTP. The key goes to the base URL's origin and nowhere else: redirects are not followed, and no address
 * out of an answer is ever called.
 */
public final class KlingProvider implements Provider, AutoCloseable {
    /** A submission that was not answered by then is given up, and is ambiguous. */
    public static final Duration SUBMIT_LIMIT = Duration.ofSeconds(60);

    /**
     * The same of speech, which is answered when its last word is spoken. The longest text, 4,096 characters, is about five minutes of
     * speech: a provider that speaks two and a half times as fast as that is listened to is waited for.
     */
    public static final Duration SPEECH_LIMIT = Duration.ofMinutes(2);

    private static final String TASKS = "/tasks";
    private static final Duration STATUS_LIMIT = Duration.ofSeconds(15);
    private static final int LARGEST_ANSWER = 1_000_000;
    // A probe: no provider gives such an id, and nothing can be made without a model.
    private static final String NO_TASK = "framespan-probe";
    private static final String NO_ORDER = "{}";

    private final String base;
    private final String host;
    private final String key;
    private final String realm;
    private final boolean local;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Limits limits;
    /** Submissions, each on a connection of its own: on one that was closed meanwhile it could not be told what arrived. */
    private final OneShotHttpClient http;
    /** Looks and cancellations. */
    private final RepeatableHttpClient looks;

    /**
     * @param baseUrl with the API's version; a slash at its end is allowed
     * @param local whether the provider runs on this machine
     */
    public KlingProvider(URI baseUrl, String key, String realm, boolean local, Catalogue catalogue, Clock clock) {
        this(baseUrl, key, realm, local, catalogue, clock, new Limits(SUBMIT_LIMIT, SPEECH_LIMIT, STATUS_LIMIT));
    }

    /** How long each call may take in all. */
    record Limits(Duration submit, Duration speech, Duration status) {}

    KlingProvider(
            URI baseUrl, String key, String realm, boolean local, Catalogue catalogue, Clock clock, Limits limits) {
        this.base = baseUrl.toString().replaceAll("/+$", "");
        this.host = baseUrl.getPort() < 0 ? baseUrl.getHost() : baseUrl.getHost() + ":" + baseUrl.getPort();
        this.key = key;
        this.realm = realm;
        this.local = local;
        this.catalogue = catalogue;
        this.clock = clock;
        this.limits = limits;
        this.http = OneShotHttpClient.plain(clock);
        this.looks = new RepeatableHttpClient();
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
        return submit(request, pictures, Optional.empty(), fence);
    }

    @Override
    public String submit(GenerationRequest request, List<String> pictures, Optional<URI> callback, Instant fence)
            throws ProviderException {
        ObjectNode body = KlingRequest.body(request, pictures, catalogue);
        callback.ifPresent(url -> KlingRequest.callAt(url, body));
        HttpReply reply = answered(post(TASKS, body.toString()), limits.submit(), fence);
        return KlingResponse.parse(reply.body())
                .flatMap(KlingResponse::task)
                .orElseThrow(() -> KlingErrors.garbled(reply, host, key));
    }

    @Override
    public void probe() throws ProviderException {
        clearly(new HttpGet(address(NO_TASK)));
        clearly(post(TASKS, NO_ORDER));
    }

    /** Whatever proves that nothing was accepted is clear; so is JSON with a status of success. */
    private void clearly(HttpUriRequestBase request) throws ProviderException {
        try {
            HttpReply reply = answered(request, limits.status(), Instant.MAX);
            if (KlingResponse.parse(reply.body()).isEmpty()) {
                throw KlingErrors.garbled(reply, host, key);
            }
        } catch (ProviderException e) {
            // Without a status there was no answer at all.
            if (e.status() == null || e.accepted() == ProviderException.Accepted.UNKNOWN) {
                throw e;
            }
        }
    }

    @Override
    public Asset speak(GenerationRequest request, SoundKeeper keeper, Instant fence) throws ProviderException {
        HttpPost post = post("/audio/speech", KlingSpeech.body(request).toString());
        post.setHeader("Authorization", "Bearer " + key);
        post.setHeader("Accept", KlingSpeech.ACCEPTED);
        KlingSpeech.Answer answer = new KlingSpeech.Answer(keeper);
        try {
            Optional<Asset> spoken = http.stream(post, limits.speech(), fence, answer);
            if (spoken.isPresent()) {
                return spoken.get();
            }
        } catch (IOException e) {
            throw answer.isBegun() ? KlingErrors.unkept(e, host, key) : KlingErrors.of(e, host, key);
        }
        throw answer.isRefused()
                ? KlingErrors.ofSpeech(answer.said(), host, key, clock.instant())
                : KlingErrors.noSound(answer.said(), answer.aside(), host, key);
    }

    private HttpPost post(String path, String body) {
        HttpPost post = new HttpPost(base + path);
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        return post;
    }

    @Override
    public TaskStatus status(String task) throws ProviderException {
        HttpGet look = new HttpGet(address(task));
        HttpReply reply = answered(look, () -> looks.ask(look, limits.status(), LARGEST_ANSWER));
        return KlingResponse.parse(reply.body())
                .flatMap(answer -> answer.status(clock.instant()))
                .map(this::shown)
                .orElseThrow(() -> KlingErrors.garbled(reply, host, key));
    }

    @Override
    public Optional<TaskOrigin> origin(String task) throws ProviderException {
        HttpGet look = new HttpGet(address(task));
        HttpReply reply = answered(look, () -> looks.ask(look, limits.status(), LARGEST_ANSWER));
        return KlingResponse.parse(reply.body()).flatMap(answer -> answer.origin(task, HttpEvidence.date(reply)));
    }

    /** The words about a task that failed are the provider's, as those of any other error are. */
    private TaskStatus shown(TaskStatus status) {
        return new TaskStatus(
                status.state(),
                status.progress(),
                status.links(),
                shown(status.code()),
                shown(status.message()),
                status.refund(),
                shown(status.word()));
    }

    private String shown(String words) {
        return words == null ? null : KlingErrors.words(words, key);
    }

    @Override
    public Optional<Refund> cancel(String task) throws ProviderException {
        HttpPost cancel = new HttpPost(address(task) + "/cancel");
        HttpReply reply = answered(cancel, () -> looks.call(cancel, limits.status(), LARGEST_ANSWER));
        TaskStatus after = KlingResponse.parse(reply.body())
                .flatMap(answer -> answer.status(clock.instant()))
                .orElseThrow(() -> KlingErrors.garbled(reply, host, key));
        return after.state() == TaskStatus.State.CANCELLED ? Optional.of(after.refund()) : Optional.empty();
    }

    private String address(String task) {
        return base + TASKS + "/"
                + URLEncoder.encode(task, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A call on a connection of its own. */
    private HttpReply answered(HttpUriRequestBase request, Duration limit, Instant fence) throws ProviderException {
        return answered(request, () -> http.call(request, limit, LARGEST_ANSWER, fence));
    }

    /** How a request is made. */
    @FunctionalInterface
    private interface Call {
        HttpReply make() throws IOException;
    }

    /** @return an answer with a status of success */
    private HttpReply answered(HttpUriRequestBase request, Call call) throws ProviderException {
        request.setHeader("Authorization", "Bearer " + key);
        request.setHeader("Accept", "application/json");
        HttpReply reply;
        try {
            reply = call.make();
        } catch (IOException e) {
            throw KlingErrors.of(e, host, key);
        }
        if (reply.status() < 200 || reply.status() >= 300) {
            throw KlingErrors.of(reply, host, key, clock.instant());
        }
        return reply;
    }

    @Override
    public void close() throws IOException {
        try {
            http.close();
        } finally {
            looks.close();
        }
    }
}
