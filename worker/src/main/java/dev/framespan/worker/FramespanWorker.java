package dev.framespan.worker;

import dev.framespan.activities.assembly.AssemblyActivityImpl;
import dev.framespan.activities.callback.Callbacks;
import dev.framespan.activities.film.DecisionActivityImpl;
import dev.framespan.activities.film.FilmActivityImpl;
import dev.framespan.activities.film.FilmPartsActivityImpl;
import dev.framespan.activities.film.ScenesAssemblyActivityImpl;
import dev.framespan.activities.film.StudioActivityImpl;
import dev.framespan.activities.generation.SubmissionsInFlight;
import dev.framespan.activities.generation.VerifyActivityImpl;
import dev.framespan.activities.input.InputActivityImpl;
import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.notice.NotifyActivityImpl;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.StoreException;
import dev.framespan.activities.terms.TermsActivityImpl;
import dev.framespan.worker.config.HostedQueues;
import dev.framespan.worker.http.AssetAddress;
import dev.framespan.worker.jars.HostedTypes;
import dev.framespan.worker.jars.WorkflowJar;
import dev.framespan.worker.management.ObservedActivities;
import dev.framespan.worker.management.WorkObserver;
import dev.framespan.worker.tracing.Tracing;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.generation.QueueKind;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.terms.PaidProvider;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
    private final List<ProviderPart> providers = new ArrayList<>();
    private final WorkObserver observer;
    private final Tracing tracing;
    private MediaEngine engine;
    private AssetAddress assets;
    private WorkerFactory factory;
    private LegacyQueues legacyQueues;

    private FramespanWorker(WorkObserver observer, Tracing tracing) {
        this.observer = observer;
        this.tracing = tracing;
    }

    /**
     * Starts to work.
     *
     * @param accounts one for each provider; the first one's realm is that of films; none where no queue is hosted that needs a key
     * @throws StoreException when the store cannot be used, or its port is taken, with the remedy
     */
    public static FramespanWorker start(
            WorkflowClient client, Store store, List<ProviderAccount> accounts, WorkerSettings settings) {
        return start(client, store, accounts, settings, WorkObserver.NONE, Tracing.OFF);
    }

    /**
     * The same.
     *
     * @param observer is told what the worker does
     * @param tracing traces it
     */
    public static FramespanWorker start(
            WorkflowClient client,
            Store store,
            List<ProviderAccount> accounts,
            WorkerSettings settings,
            WorkObserver observer,
            Tracing tracing) {
        FramespanWorker worker = new FramespanWorker(observer, tracing);
        try {
            worker.open(client, observer.store(store), accounts, settings);
            return worker;
        } catch (IOException e) {
            worker.close();
            throw new StoreException(store.place() + ": this store cannot be used (" + IoReason.of(e) + ")", e);
        } catch (RuntimeException e) {
            worker.close();
            throw e;
        }
    }

    private void open(WorkflowClient client, Store store, List<ProviderAccount> accounts, WorkerSettings settings)
            throws IOException {
        HostedQueues hosted = settings.hosting().queues();
        LiveProcesses processes = part(new LiveProcesses(store.local().resolve("owners"), store.machine()));
        if (hosted.askProviders()) {
            for (ProviderAccount account : accounts) {
                providers.add(part(ProviderPart.open(client, store, account, settings, processes, observer, tracing)));
            }
        }
        if (hosted.host(QueueKind.SUBMIT)) {
            assets = part(AssetAddress.open(
                    store,
                    settings.assetHost(),
                    settings.assetPort(),
                    settings.publicUrl(),
                    Callbacks.of(providers.stream().map(ProviderPart::receiver).toList())));
        }
        List<QueueWorkers.OfProvider> asking = List.of();
        List<Object> films = List.of();
        if (hosted.needKeys()) {
            Asset catalogue = OfferedTerms.catalogue(store, settings);
            ShownAssets shown = ShownAssets.of(
                    store,
                    catalogue,
                    settings.publicUrl(),
                    Optional.ofNullable(assets).map(AssetAddress::local));
            TermsActivityImpl terms = new TermsActivityImpl(OfferedTerms.of(catalogue, accounts, shown));
            InputActivityImpl inputs = new InputActivityImpl(store, settings.catalogue(), settings.inputs());
            asking = asking(PaidProvider.realms(OfferedTerms.paid(accounts)), processes, shown, inputs, terms);
            if (hosted.host(QueueKind.FILMS)) {
                films = films(client, store, accounts, settings, terms);
            }
        }
        host(client, store, accounts, settings, films, asking);
    }

    private void host(
            WorkflowClient client,
            Store store,
            List<ProviderAccount> accounts,
            WorkerSettings settings,
            List<Object> films,
            List<QueueWorkers.OfProvider> asking)
            throws IOException {
        List<Object> media = List.of();
        List<Object> assemble = List.of();
        if (settings.hosting().queues().needEngine()) {
            engine = part(new MediaEngine(settings.mediaJobs(), observer.mediaJobs()));
            AssemblyActivityImpl assembly = new AssemblyActivityImpl(store, engine);
            // Earlier versions asked for whole films, too, where single clips are made ready.
            media = List.of(new VerifyActivityImpl(store, engine, store.clock()), assembly);
            assemble = List.of(assembly, new ScenesAssemblyActivityImpl(store, assembly));
        }
        QueueWorkers queueWorkers = new QueueWorkers(
                settings.hosting().queues(),
                films,
                asking.isEmpty() ? QueueWorkers.OfProvider.NONE : asking.get(0),
                media,
                settings.mediaJobs(),
                assemble,
                settings.assembleJobs(),
                settings.hosting().sharesServer() ? settings.version() : Optional.empty(),
                Stream.concat(tracing.interceptors().stream(), Stream.of(new ObservedActivities(observer)))
                        .toList());
        // Where no provider is known, no queue is hosted that has a realm in its name.
        TaskQueues queues = TaskQueues.of(new WorkIdentity(
                store.id(), accounts.isEmpty() ? "" : accounts.get(0).realm()));
        factory = queueWorkers.on(queues, client);
        for (int i = 1; i < asking.size(); i++) {
            queueWorkers.hostProvider(factory, providers.get(i).queues(), asking.get(i));
        }
        if (!store.machine().isEmpty()) {
            queueWorkers.hostNearby(factory, queues, store.machine());
        }
        if (settings.hosting().sharesServer()) {
            providers.forEach(each -> each.hostAccount(queueWorkers, factory));
        }
        for (WorkflowJar jar : settings.hosting().workflows().all()) {
            queueWorkers.hostJar(factory, jar, store.id());
        }
        new HostedTypes(store).remember(settings.hosting().workflows());
        factory.start();
        legacyQueues = new LegacyQueues(client, store, queueWorkers);
        observer.started(client, store);
    }

    private static List<Object> films(
            WorkflowClient client,
            Store store,
            List<ProviderAccount> accounts,
            WorkerSettings settings,
            TermsActivityImpl terms) {
        int permits = accounts.stream().mapToInt(ProviderAccount::maxParallel).sum();
        FilmActivityImpl films = new FilmActivityImpl(
                store,
                accounts.get(0).realm(),
                BEGUN_FOR_EACH_PERMIT * permits,
                settings.policies(),
                settings.notifyTarget().isPresent(),
                settings.hosting().sharesServer() && SearchAttributes.areRegistered(client),
                store.clock());
        return List.of(
                films,
                new FilmPartsActivityImpl(store, films),
                new StudioActivityImpl(store, films, settings.catalogue()),
                new NotifyActivityImpl(settings.notifyTarget()),
                new DecisionActivityImpl(store, store.clock()),
                terms);
    }

    private List<QueueWorkers.OfProvider> asking(
            ProviderRealms realms,
            LiveProcesses processes,
            ShownAssets shown,
            InputActivityImpl inputs,
            TermsActivityImpl terms) {
        List<Provider> makers = providers.stream().map(ProviderPart::provider).toList();
        List<QueueWorkers.OfProvider> asking = new ArrayList<>();
        for (ProviderPart each : providers) {
            asking.add(each.activities(realms, makers, shown.to(each.account()), processes, inFlight, inputs, terms));
        }
        return asking;
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.add(part);
        return part;
    }

    /** The port on which the provider fetches pictures and videos, and calls; empty where this worker submits nothing. */
    public Optional<Integer> assetPort() {
        return Optional.ofNullable(assets).map(AssetAddress::port);
    }

    /**
     * Finds out, without holding anything up, whether the public address leads here; where it does not, the log says so.
     *
     * @param here is told that address when it leads here; not called where the worker has none, or submits nothing
     */
    public void provePublicAddress(Consumer<String> here) {
        if (assets == null) {
            return;
        }
        for (ProviderPart each : providers) {
            each.provePublicAddress(each == providers.get(0) ? here : url -> {});
        }
    }

    /**
     * Begins nothing more, and waits until the answers to what was submitted are in the ledger: {@link #LAST_ANSWER} at most, as a rule much less. What was
     * posted and not written down would be ambiguous, and the operator would be asked about each.
     *
     * @param waiting is told the ids of the shots and keyframes that are waited for; not called where there are none
     */
    public void drain(Consumer<List<String>> waiting) {
        observer.ending();
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
            providers.forEach(ProviderPart::stopFetching);
            if (engine != null) {
                end(engine);
            }
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
