package dev.framespan.activities.provider;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.ProviderRealms;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A provider that is called no more often than its account may. */
public final class RatedProvider implements Provider {
    // An activity that cancels may last forty seconds, and makes two calls of fifteen.
    private static final Duration MOST = Duration.ofSeconds(5);

    private final Provider provider;
    private final RequestRate rate;
    private final String name;
    private final Duration most;
    /** Tasks whose look has its turn. */
    private final Set<String> due = ConcurrentHashMap.newKeySet();
    /** Tasks whose cancellation has its turn. */
    private final Set<String> dueCancels = ConcurrentHashMap.newKeySet();

    /** @param name with which its settings begin */
    public RatedProvider(Provider provider, RequestRate rate, String name) {
        this(provider, rate, name, MOST);
    }

    /** @param most how long a call waits in its thread for its turn */
    RatedProvider(Provider provider, RequestRate rate, String name, Duration most) {
        this.provider = provider;
        this.rate = rate;
        this.name = name;
        this.most = most;
    }

    @Override
    public String realm() {
        return provider.realm();
    }

    @Override
    public String name() {
        return name;
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
        try {
            return rate.take(most);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String submit(GenerationRequest request, List<String> pictures, Instant fence) throws ProviderException {
        return provider.submit(request, pictures, fence);
    }

    @Override
    public String submit(GenerationRequest request, List<String> pictures, Optional<URI> callback, Instant fence)
            throws ProviderException {
        return provider.submit(request, pictures, callback, fence);
    }

    @Override
    public Asset speak(GenerationRequest request, SoundKeeper keeper, Instant fence) throws ProviderException {
        return provider.speak(request, keeper, fence);
    }

    /** Two calls: it waits for the first, and what comes after it waits for the second. */
    @Override
    public void probe() throws ProviderException {
        needTurn();
        rate.count();
        provider.probe();
    }

    @Override
    public Duration untilLook(String task) {
        try {
            Duration wait = rate.untilLook(task);
            if (wait.isZero()) {
                due.add(task);
            }
            return wait;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return most;
        }
    }

    @Override
    public Duration untilCancel(String task) {
        try {
            Duration wait = rate.untilFirst(task, most);
            if (wait.isZero()) {
                dueCancels.add(task);
            }
            return wait;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return most;
        }
    }

    @Override
    public TaskStatus status(String task) throws ProviderException {
        if (!due.remove(task)) {
            needTurn();
        }
        return provider.status(task);
    }

    @Override
    public Optional<TaskOrigin> origin(String task) throws ProviderException {
        needTurn();
        return provider.origin(task);
    }

    @Override
    public Optional<Refund> cancel(String task) throws ProviderException {
        if (!dueCancels.remove(task)) {
            needTurn();
        }
        return provider.cancel(task);
    }

    private void needTurn() throws ProviderException {
        if (!awaitTurn(most)) {
            throw ProviderException.of(
                            FailureKind.RATE_LIMITED,
                            ProviderException.Accepted.NO,
                            "not asked yet: the account's requests of this second are used up, as "
                                    + ProviderRealms.variable(name, "REQUESTS_PER_SECOND") + " says")
                    .build();
        }
    }
}
