package dev.framespan.worker;

import dev.framespan.activities.account.AccountPermits;
import dev.framespan.activities.account.PermitActivityImpl;
import dev.framespan.activities.account.ServerAccount;
import dev.framespan.activities.account.StoreAccount;
import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.callback.Callbacks;
import dev.framespan.activities.generation.AdoptActivityImpl;
import dev.framespan.activities.generation.AssetUrls;
import dev.framespan.activities.generation.AwaitActivityImpl;
import dev.framespan.activities.generation.CancelActivityImpl;
import dev.framespan.activities.generation.FetchActivityImpl;
import dev.framespan.activities.generation.InputLinks;
import dev.framespan.activities.generation.PurchaseExecutor;
import dev.framespan.activities.generation.SubmissionSettings;
import dev.framespan.activities.generation.SubmissionsInFlight;
import dev.framespan.activities.generation.SubmitActivityImpl;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.RatedProvider;
import dev.framespan.activities.provider.RequestRate;
import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.activities.store.Store;
import dev.framespan.worker.management.WorkObserver;
import dev.framespan.worker.tracing.Tracing;
import dev.framespan.workflows.account.AccountReply;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.generation.QueueKind;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.studio.InputActivity;
import dev.framespan.workflows.terms.TermsActivity;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One provider's part of a worker: its client, its account's limits, its calls, and the activities that ask it. */
final class ProviderPart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderPart.class);

    private final Store store;
    private final ProviderAccount account;
    private final WorkIdentity identity;
    private final Duration ambiguousWait;
    private final boolean decodes;
    private final Clock clock;
    private final List<AutoCloseable> parts = new ArrayList<>();
    private Provider provider;
    private PermitActivityImpl endedPermits;
    private volatile AccountPermits permits;
    private ProviderCallbacks callbacks;
    private FetchActivityImpl fetch;

    private ProviderPart(Store store, ProviderAccount account, WorkerSettings settings) {
        this.store = store;
        this.account = account;
        this.identity = new WorkIdentity(store.id(), account.realm());
        this.ambiguousWait = settings.ambiguousWait();
        this.decodes = settings.hosting().queues().host(QueueKind.MEDIA);
        this.clock = store.clock();
    }

    /** @throws IOException when the store cannot be read or written */
    static ProviderPart open(
            WorkflowClient client,
            Store store,
            ProviderAccount account,
            WorkerSettings settings,
            LiveProcesses processes,
            WorkObserver observer,
            Tracing tracing)
            throws IOException {
        ProviderPart part = new ProviderPart(store, account, settings);
        try {
            part.open(client, settings, processes, observer, tracing);
            return part;
        } catch (IOException | RuntimeException e) {
            part.close();
            throw e;
        }
    }

    private void open(
            WorkflowClient client,
            WorkerSettings settings,
            LiveProcesses processes,
            WorkObserver observer,
            Tracing tracing)
            throws IOException {
        String name = account.names().get(0);
        Provider asked = observer.provider(tracing.provider(account.open(settings.catalogue(), clock)), name);
        if (asked instanceof AutoCloseable closing) {
            part(closing);
        }
        provider = new RatedProvider(asked, new RequestRate(this::requestsPerSecond), name);
        endedPermits = new PermitActivityImpl(store, provider, client);
        permits = part(new AccountPermits(
                settings.hosting().sharesServer()
                        ? new ServerAccount(client, account.account())
                        : part(new StoreAccount(store, account.account(), endedPermits, clock)),
                processes.self(),
                account.maxParallel(),
                account.requestsPerSecond(),
                observer.permitWaits(account.realm())));
        observer.permits(account.realm(), permits::known);
        callbacks = part(ProviderCallbacks.open(store, provider, permits, client, settings, clock));
    }

    /** This worker's share; all of it until the account has said how many share it. */
    private double requestsPerSecond() {
        TaskPermits known = permits;
        return known == null
                ? account.requestsPerSecond()
                : known.last().map(AccountReply::perSecond).orElse(account.requestsPerSecond());
    }

    ProviderAccount account() {
        return account;
    }

    Provider provider() {
        return provider;
    }

    /** Takes its calls. */
    Callbacks receiver() {
        return callbacks.receiver();
    }

    TaskQueues queues() {
        return TaskQueues.of(identity);
    }

    /** As {@link ProviderCallbacks#askNow}. */
    void provePublicAddress(Consumer<String> here) {
        callbacks.askNow(here);
    }

    /**
     * The activities that ask it.
     *
     * @param makers all providers of the worker: what one of them made, another may be shown
     * @param inputs brings files of one's own into the store
     * @param assets where it can fetch the store's assets; empty where it cannot
     */
    QueueWorkers.OfProvider activities(
            ProviderRealms realms,
            List<Provider> makers,
            Optional<AssetUrls> assets,
            LiveProcesses processes,
            SubmissionsInFlight inFlight,
            InputActivity inputs,
            TermsActivity terms) {
        PurchaseExecutor executor = new PurchaseExecutor(
                store,
                processes,
                provider,
                realms,
                new InputLinks(store, provider, makers, assets, clock),
                new SubmissionSettings(account.patience(), ambiguousWait, account.dailyUsd()),
                inFlight,
                permits,
                callbacks.urls(),
                clock);
        // Who decodes nothing has nothing at hand for those who do.
        fetch = part(new FetchActivityImpl(store, provider, decodes ? store.machine() : "", clock));
        return new QueueWorkers.OfProvider(
                List.of(
                        new SubmitActivityImpl(identity, executor),
                        new CancelActivityImpl(store, provider, permits, clock),
                        new AdoptActivityImpl(store, provider, realms, makers, clock),
                        terms),
                List.of(new AwaitActivityImpl(store, provider, permits, callbacks.expected(), clock)),
                List.of(fetch, inputs));
    }

    /** Hosts the account's limits, where workers share them by their server. */
    void hostAccount(QueueWorkers queueWorkers, WorkerFactory factory) {
        queueWorkers.hostAccount(factory, account.account(), endedPermits);
    }

    /** Downloads would go on for minutes; each can be made again by the next worker. */
    void stopFetching() {
        if (fetch != null) {
            end(fetch);
        }
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.add(part);
        return part;
    }

    @Override
    public void close() {
        Collections.reverse(parts);
        parts.forEach(ProviderPart::end);
        parts.clear();
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("while ending: {}", e.getMessage());
        }
    }
}
