package dev.framespan.worker.management;

import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.Refund;
import dev.framespan.activities.provider.TaskOrigin;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A provider whose answers are counted, and by whose answers is known whether it accepts the key. */
final class WatchedProvider implements Provider, AutoCloseable {
    private final Provider provider;
    private final Meters meters;
    private final KeyState key;

    WatchedProvider(Provider provider, Meters meters, KeyState key) {
        this.provider = provider;
        this.meters = meters;
        this.key = key;
    }

    @FunctionalInterface
    private interface Call<T> {
        T make() throws ProviderException;
    }

    private <T> T watched(String name, Call<T> call) throws ProviderException {
        long start = System.nanoTime();
        String outcome = "broken";
        try {
            T answer = call.make();
            outcome = "answered";
            key.accepted();
            return answer;
        } catch (ProviderException e) {
            outcome = e.isNotFound() ? "not_found" : e.kind().name().toLowerCase(Locale.ROOT);
            if (e.kind() == FailureKind.UNAUTHORIZED) {
                key.refused();
            } else if (provesTheKey(e)) {
                key.accepted();
            }
            throw e;
        } finally {
            meters.called(provider.realm(), name, outcome, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** Who is answered about a task or a purchase was let in. */
    private static boolean provesTheKey(ProviderException e) {
        return e.isNotFound()
                || e.kind() == FailureKind.REJECTED
                || e.kind() == FailureKind.POLICY
                || e.kind() == FailureKind.BALANCE;
    }

    @Override
    public String realm() {
        return provider.realm();
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public boolean isLocal() {
        return provider.isLocal();
    }

    @Override
    public Catalogue catalogue() {
        return provider.catalogue();
    }

    @Override
    public boolean awaitTurn(Duration most) {
        return provider.awaitTurn(most);
    }

    @Override
    public Duration untilLook(String task) {
        return provider.untilLook(task);
    }

    @Override
    public Duration untilCancel(String task) {
        return provider.untilCancel(task);
    }

    @Override
    public String submit(GenerationRequest request, List<String> pictures, Instant fence) throws ProviderException {
        return watched("submit", () -> provider.submit(request, pictures, fence));
    }

    @Override
    public String submit(GenerationRequest request, List<String> pictures, Optional<URI> callback, Instant fence)
            throws ProviderException {
        return watched("submit", () -> provider.submit(request, pictures, callback, fence));
    }

    @Override
    public Asset speak(GenerationRequest request, SoundKeeper keeper, Instant fence) throws ProviderException {
        return watched("speak", () -> provider.speak(request, keeper, fence));
    }

    /** A key that is refused is a clear answer, too: nothing is learnt of it. */
    @Override
    public void probe() throws ProviderException {
        provider.probe();
    }

    @Override
    public TaskStatus status(String task) throws ProviderException {
        return watched("status", () -> provider.status(task));
    }

    @Override
    public Optional<TaskOrigin> origin(String task) throws ProviderException {
        return watched("origin", () -> provider.origin(task));
    }

    @Override
    public Optional<Refund> cancel(String task) throws ProviderException {
        return watched("cancel", () -> provider.cancel(task));
    }

    @Override
    public void close() throws Exception {
        if (provider instanceof AutoCloseable closing) {
            closing.close();
        }
    }
}
