package dev.framespan.activities.generation;

import static dev.framespan.activities.provider.ProviderException.Accepted.NO;
import static dev.framespan.activities.provider.ProviderException.Accepted.UNKNOWN;

import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.Refund;
import dev.framespan.activities.provider.TaskOrigin;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Realm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A provider that does what the test has written down, one line a paid call, and counts what it took money for. */
final class ScriptedProvider implements Provider {
    /** What happens when an order comes in. */
    @FunctionalInterface
    interface Line {
        String play(ScriptedProvider provider) throws ProviderException;
    }

    static final Line ACCEPTS = ScriptedProvider::charge;
    static final Line CHARGES_BUT_THE_ANSWER_IS_LOST = provider -> {
        provider.charge();
        throw ProviderException.of(FailureKind.AMBIGUOUS, UNKNOWN, "connection reset")
                .build();
    };
    static final Line ANSWERS_502 = provider -> {
        throw ProviderException.of(FailureKind.AMBIGUOUS, UNKNOWN, "no clear answer (HTTP 502)")
                .answer(502, null)
                .build();
    };
    static final Line IS_UNREACHABLE = refuses(FailureKind.UNREACHABLE, null);
    static final Line DIES_BEFORE_THE_BYTES = provider -> {
        throw new Death();
    };
    static final Line DIES_AFTER_THE_BYTES = provider -> {
        provider.charge();
        throw new Death();
    };

    static final byte[] SPOKEN = "ID3 spoken".getBytes(StandardCharsets.US_ASCII);

    private final String realm;
    private Catalogue catalogue = Catalogue.builtIn();

    private final Deque<Line> script = new ArrayDeque<>();
    private final List<String> charged = new ArrayList<>();
    private final List<List<String>> pictures = new ArrayList<>();
    private final Deque<Line> probing = new ArrayDeque<>();
    private final List<Instant> fences = new ArrayList<>();
    private boolean diesOnceKept;
    private int calls;
    private int probes;
    private int looks;
    private final List<Optional<URI>> callbacks = new ArrayList<>();
    private TaskStatus status = new TaskStatus(TaskStatus.State.COMPLETED, 100, List.of(), null, null);
    private ProviderException noStatus;
    private TaskOrigin origin;

    ScriptedProvider() {
        this("example.org");
    }

    ScriptedProvider(String realm) {
        this.realm = realm;
    }

    static Line refuses(FailureKind kind, Integer status) {
        return provider -> {
            ProviderException.Builder refusal = ProviderException.of(kind, NO, "refused");
            throw (status == null ? refusal : refusal.answer(status, null)).build();
        };
    }

    static Line isBusy(Duration retryAfter) {
        return provider -> {
            throw ProviderException.of(FailureKind.RATE_LIMITED, NO, "rate limited")
                    .answer(429, null)
                    .retryAfter(retryAfter)
                    .build();
        };
    }

    ScriptedProvider plays(Line... lines) {
        script.addAll(List.of(lines));
        return this;
    }

    /** What happens when it is probed; at the end of the script it answers clearly. */
    ScriptedProvider answersProbes(Line... lines) {
        probing.addAll(List.of(lines));
        return this;
    }

    /** How often it was probed. */
    synchronized int probes() {
        return probes;
    }

    void answersStatus(TaskStatus next) {
        status = next;
        noStatus = null;
    }

    void answersNoStatus(ProviderException failure) {
        noStatus = failure;
    }

    /** The tasks that were paid for. */
    synchronized List<String> charged() {
        return List.copyOf(charged);
    }

    /** How often it was asked to submit. */
    synchronized int calls() {
        return calls;
    }

    /** After which no byte of the last call may leave. */
    synchronized Instant fence() {
        return fences.get(fences.size() - 1);
    }

    synchronized List<List<String>> pictures() {
        return List.copyOf(pictures);
    }

    private synchronized String charge() {
        String task = "task-" + (charged.size() + 1);
        charged.add(task);
        return task;
    }

    @Override
    public String realm() {
        return realm;
    }

    @Override
    public boolean isLocal() {
        return realm.equals(Realm.LOOPBACK);
    }

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    /** Another price list; for processes that begin afterwards. */
    ScriptedProvider sells(Catalogue list) {
        catalogue = list;
        return this;
    }

    @Override
    public String submit(GenerationRequest request, List<String> links, Optional<URI> callback, Instant fence)
            throws ProviderException {
        synchronized (this) {
            callbacks.add(callback);
        }
        return submit(request, links, fence);
    }

    @Override
    public String submit(GenerationRequest request, List<String> links, Instant fence) throws ProviderException {
        Line line;
        synchronized (this) {
            calls++;
            pictures.add(links);
            fences.add(fence);
            line = script.isEmpty() ? ACCEPTS : script.remove();
        }
        return line.play(this);
    }

    @Override
    public Asset speak(GenerationRequest request, SoundKeeper keeper, Instant fence) throws ProviderException {
        submit(request, List.of(), fence);
        Asset kept;
        try {
            kept = keeper.keep(new ByteArrayInputStream(SPOKEN), MediaType.MP3);
        } catch (IOException e) {
            throw ProviderException.of(FailureKind.AMBIGUOUS, UNKNOWN, "not kept: " + e.getMessage())
                    .build();
        }
        if (diesOnceKept) {
            diesOnceKept = false;
            throw new Death();
        }
        return kept;
    }

    /** The process ends when the sound is in the store, and nothing more is written. */
    ScriptedProvider diesOnceKept() {
        diesOnceKept = true;
        return this;
    }

    @Override
    public void probe() throws ProviderException {
        Line line;
        synchronized (this) {
            probes++;
            line = probing.isEmpty() ? ACCEPTS : probing.remove();
        }
        if (line != ACCEPTS) {
            line.play(this);
        }
    }

    /** How often it was asked for a state. */
    synchronized int looks() {
        return looks;
    }

    /** Where it was asked to call, a URL a submission. */
    synchronized List<Optional<URI>> callbacks() {
        return List.copyOf(callbacks);
    }

    /** @param how tasks came about; null where it does not tell */
    void tells(TaskOrigin how) {
        origin = how;
    }

    @Override
    public Optional<TaskOrigin> origin(String task) {
        return Optional.ofNullable(origin);
    }

    @Override
    public TaskStatus status(String task) throws ProviderException {
        synchronized (this) {
            looks++;
        }
        if (noStatus != null) {
            throw noStatus;
        }
        return status;
    }

    @Override
    public Optional<Refund> cancel(String task) {
        return Optional.empty();
    }

    /** The process ends here; nothing catches this. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }
}
