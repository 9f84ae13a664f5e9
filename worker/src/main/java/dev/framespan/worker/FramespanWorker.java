package dev.framespan.worker;

import dev.framespan.activities.account.AccountPermits;
import dev.framespan.activities.account.PermitActivityImpl;
import dev.framespan.activities.account.ServerAccount;
import dev.framespan.activities.account.StoreAccount;
import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.assembly.AssemblyActivityImpl;
import dev.framespan.activities.film.DecisionActivityImpl;
import dev.framespan.activities.film.FilmActivityImpl;
import dev.framespan.activities.generation.AdoptActivityImpl;
import dev.framespan.activities.generation.AwaitActivityImpl;
import dev.framespan.activities.generation.CancelActivityImpl;
import dev.framespan.activities.generation.FetchActivityImpl;
import dev.framespan.activities.generation.InputLinks;
import dev.framespan.activities.generation.PurchaseExecutor;
import dev.framespan.activities.generation.SubmissionsInFlight;
import dev.framespan.activities.generation.SubmitActivityImpl;
import dev.framespan.activities.generation.VerifyActivityImpl;
import dev.framespan.activities.kling.KlingProvider;
import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.RatedProvider;
import dev.framespan.activities.provider.RequestRate;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.activities.store.StoreException;
import dev.framespan.activities.terms.TermsActivityImpl;
import dev.framespan.worker.http.AssetAddress;
import dev.framespan.workflows.account.AccountReply;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.terms.Terms;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running worker: it hosts workflows and activities on their queues, the media engine, and the pictures that the provider
 * fetches. Closing it waits for the answers to submissions and leaves everything else to the next one.
 */
public final class FramespanWorker implements AutoCloseable {
    /** The longest that {@link #drain} waits. */
    public static final Duration LAST_ANSWER = SubmissionsInFlight.LAST_ANSWER;

    static final Duration GOODBYE = Duration.ofSeconds(5);

    /**
     * Generations that a film has begun, for each task that the account may have: some of them fetch, verify or wait for an answer,
     * which needs no permit, and while they do the account's permits are not to stand idle.
     */
    private static final int BEGUN_FOR_EACH_PERMIT = 2;

    private static final Logger LOG = LoggerFactory.getLogger(FramespanWorker.class);

    private final List<AutoCloseable> parts = new ArrayList<>();
    private final SubmissionsInFlight inFlight = new SubmissionsInFlight();
    private FetchActivityImpl fetch;
    private volatile AccountPermits permits;
    private MediaEngine engine;
    private ProviderCallbacks callbacks;
    private AssetAddress assets;
    private WorkerFactory factory;
    private LegacyQueues legacyQueues;

    private FramespanWorker() {}

    /**
     * Starts to work.
     *
     * @throws StoreException when the store cannot be used, or its port is taken, with the remedy
     */
    public static FramespanWorker start(
            WorkflowClient client, DirectoryStore store, ProviderAccount account, WorkerSettings settings) {
        FramespanWorker worker = new FramespanWorker();
        try {
            worker.open(client, store, account, settings);
            return worker;
        } catch (IOException e) {
            worker.close();
            throw new StoreException(store.root() + ": this store cannot be used (" + IoReason.of(e) + ")", e);
        } catch (RuntimeException e) {
            worker.close();
            throw e;
        }
    }

    private void open(WorkflowClient client, DirectoryStore store, ProviderAccount account, WorkerSettings settings)
            throws IOException {
        Clock clock = Clock.systemUTC();
        LiveProcesses processes = part(new LiveProcesses(store.root().resolve("owners")));
        engine = part(new MediaEngine(settings.mediaJobs()));
        boolean local = account.isLocal();
        KlingProvider kling = part(new KlingProvider(
                account.baseUrl(), account.apiKey(), account.realm(), local, settings.catalogue(), clock));
        Provider provider = new RatedProvider(kling, new RequestRate(() -> requestsPerSecond(account)));
        PermitActivityImpl endedPermits = new PermitActivityImpl(store, provider, client);
        permits = part(new AccountPermits(
                settings.sharesServer()
                        ? new ServerAccount(client, account.account())
                        : part(new StoreAccount(store, account.account(), endedPermits, clock)),
                processes.self(),
                account.maxParallel(),
                account.requestsPerSecond()));
        callbacks = part(ProviderCallbacks.open(store, provider, permits, client, settings, clock));
        assets = part(AssetAddress.open(
                store, settings.assetHost(), settings.assetPort(), settings.publicUrl(), callbacks.receiver()));
        // Only a provider on this machine sees this machine's addresses.
        Optional<URI> address = settings.publicUrl()
                .map(AssetAddress::outside)
                .or(() -> local ? Optional.of(assets.local()) : Optional.empty());
        InputLinks pictures = new InputLinks(store, provider, address, clock);
        PurchaseExecutor executor = new PurchaseExecutor(
                store,
                processes,
                provider,
                pictures,
                account.patience(),
                account.dailyUsd(),
                inFlight,
                permits,
                callbacks.urls(),
                clock);
        fetch = part(new FetchActivityImpl(store, provider, clock));

        WorkIdentity identity = new WorkIdentity(store.id(), account.realm());
        TermsActivityImpl terms = new TermsActivityImpl(terms(store, account, settings, address.isPresent()));
        AssemblyActivityImpl assembly = new AssemblyActivityImpl(store, engine);
        QueueWorkers queueWorkers = new QueueWorkers(
                List.of(
                        new FilmActivityImpl(
                                store, account.realm(), BEGUN_FOR_EACH_PERMIT * account.maxParallel(), clock),
                        new DecisionActivityImpl(store, clock),
                        terms),
                List.of(
                        new SubmitActivityImpl(identity, executor),
                        new CancelActivityImpl(store, provider, permits, clock),
                        new AdoptActivityImpl(store, provider, clock),
                        terms),
                List.of(new AwaitActivityImpl(store, provider, permits, callbacks.expected(), clock)),
                List.of(fetch),
                // Earlier versions asked for whole films, too, where single clips are made ready.
                List.of(new VerifyActivityImpl(store, engine, clock), assembly),
                settings.mediaJobs(),
                List.of(assembly),
                settings.assembleJobs());
        factory = queueWorkers.on(TaskQueues.of(identity), client);
        if (settings.sharesServer()) {
            queueWorkers.hostAccount(factory, account.account(), endedPermits);
        }
        factory.start();
        legacyQueues = new LegacyQueues(client, store, queueWorkers);
    }

    /** This worker's share; all of it until the account has said how many share it. */
    private double requestsPerSecond(ProviderAccount account) {
        TaskPermits known = permits;
        return known == null
                ? account.requestsPerSecond()
                : known.last().map(AccountReply::perSecond).orElse(account.requestsPerSecond());
    }

    private static Terms terms(
            DirectoryStore store, ProviderAccount account, WorkerSettings settings, boolean showsPictures)
            throws IOException {
        byte[] catalogue = settings.catalogue().toJson();
        Asset kept = store.keep(new ByteArrayInputStream(catalogue), catalogue.length, MediaType.JSON);
        return new Terms(
                account.realm(),
                account.baseUrl().toString(),
                kept,
                showsPictures,
                account.dailyUsd().isPresent() ? true : null);
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.add(part);
        return part;
    }

    /** The port on which the provider fetches pictures and videos, and calls. */
    public int assetPort() {
        return assets.port();
    }

    /**
     * Finds out, without holding anything up, whether the public address leads here; where it does not, the log says so.
     *
     * @param here is told that address when it leads here; not called where the worker has none
     */
    public void provePublicAddress(Consumer<String> here) {
        callbacks.askNow(here);
    }

    /**
     * Begins nothing more, and waits until the answers to what was submitted are in the ledger: {@link #LAST_ANSWER} at most, as a rule much less. What was
     * posted and not written down would be ambiguous, and the operator would be asked about each.
     *
     * @param waiting is told the ids of the shots and keyframes that are waited for; not called where there are none
     */
    public void drain(Consumer<List<String>> waiting) {
        inFlight.stop();
        if (factory == null) {
            return;
        }
        factory.shutdown();
        if (legacyQueues != null) {
            legacyQueues.stopPolling();
        }
        List<String> ids = inFlight.ids();
        if (!ids.isEmpty()) {
            waiting.accept(ids);
        }
        if (!inFlight.awaitAnswers(LAST_ANSWER)) {
            LOG.warn("no answer came about {}", String.join(", ", inFlight.ids()));
        }
    }

    @Override
    public void close() {
        end(() -> drain(ids -> {}));
        if (factory != null) {
            // Downloads and media jobs would go on for minutes; each can be done again by the next worker.
            end(fetch);
            end(engine);
            end(() -> factory.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS));
            if (legacyQueues != null) {
                end(legacyQueues);
            }
            end(factory::shutdownNow);
            end(() -> factory.awaitTermination(1, TimeUnit.SECONDS));
        }
        Collections.reverse(parts);
        parts.forEach(FramespanWorker::end);
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
