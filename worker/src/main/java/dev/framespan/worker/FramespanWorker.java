package dev.framespan.worker;

import dev.framespan.activities.assembly.AssemblyActivityImpl;
import dev.framespan.activities.film.FilmActivityImpl;
import dev.framespan.activities.generation.AwaitActivityImpl;
import dev.framespan.activities.generation.CancelActivityImpl;
import dev.framespan.activities.generation.FetchActivityImpl;
import dev.framespan.activities.generation.PictureLinks;
import dev.framespan.activities.generation.Purchasing;
import dev.framespan.activities.generation.SubmitActivityImpl;
import dev.framespan.activities.generation.VerifyActivityImpl;
import dev.framespan.activities.kling.KlingProvider;
import dev.framespan.activities.ledger.Owners;
import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.Reason;
import dev.framespan.activities.store.StoreException;
import dev.framespan.film.FilmWorkflowImpl;
import dev.framespan.generation.GenerationWorkflowImpl;
import dev.framespan.generation.Queues;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running worker: it hosts workflows and activities on their queues, the media engine, and the pictures that the provider
 * fetches. Closing it leaves everything that is in motion to the next one.
 */
public final class FramespanWorker implements AutoCloseable {
    // Waiting for an answer costs a thread; so many submissions, looks and downloads at once are plenty for two cores.
    private static final int SUBMITS = 32;
    private static final int LOOKS = 32;
    private static final int DOWNLOADS = 8;
    private static final int RECORDS = 8;
    private static final int JAVA_WITH_VIRTUAL_THREADS = 21;

    private static final Logger LOG = LoggerFactory.getLogger(FramespanWorker.class);

    private final List<AutoCloseable> parts = new ArrayList<>();
    private WorkerFactory factory;

    private FramespanWorker() {}

    /**
     * Starts to work.
     *
     * @throws StoreException when the store cannot be used, or its port is taken, with the cure
     */
    public static FramespanWorker start(
            WorkflowClient client, DirectoryStore store, ProviderAccount account, WorkerSettings settings) {
        FramespanWorker worker = new FramespanWorker();
        try {
            worker.open(client, store, account, settings);
            return worker;
        } catch (IOException e) {
            worker.close();
            throw new StoreException(store.root() + ": this store cannot be used (" + Reason.of(e) + ")", e);
        } catch (RuntimeException e) {
            worker.close();
            throw e;
        }
    }

    private void open(WorkflowClient client, DirectoryStore store, ProviderAccount account, WorkerSettings settings)
            throws IOException {
        Clock clock = Clock.systemUTC();
        Owners owners = part(new Owners(store.root().resolve("owners")));
        AssetAddress assets =
                part(AssetAddress.open(store, settings.assetHost(), settings.assetPort(), settings.publicAssets()));
        MediaEngine engine = part(new MediaEngine(settings.mediaJobs()));
        boolean local = account.isLocal();
        KlingProvider provider = part(new KlingProvider(
                account.baseUrl(), account.apiKey(), account.realm(), local, settings.catalogue(), clock));
        // Only a provider on this machine sees this machine's addresses.
        Optional<URI> address =
                settings.publicAssets().or(() -> local ? Optional.of(assets.local()) : Optional.empty());
        PictureLinks pictures = new PictureLinks(store, provider, address, clock);
        Purchasing purchasing = new Purchasing(store, owners, provider, pictures, account.patience(), clock);
        FetchActivityImpl fetch = part(new FetchActivityImpl(store, provider, clock));

        factory = WorkerFactory.newInstance(client, factoryOptions());
        host(
                Queues.SUBMIT,
                SUBMITS,
                new SubmitActivityImpl(purchasing),
                new CancelActivityImpl(store, provider, clock));
        host(Queues.AWAIT, LOOKS, new AwaitActivityImpl(store, provider, clock));
        host(Queues.FETCH, DOWNLOADS, fetch);
        host(
                Queues.MEDIA,
                settings.mediaJobs(),
                new VerifyActivityImpl(store, engine, clock),
                new AssemblyActivityImpl(store, engine));
        Worker films =
                host(Queues.FILMS, RECORDS, new FilmActivityImpl(store, account.realm(), account.maxParallel(), clock));
        films.registerWorkflowImplementationTypes(
                WorkflowImplementationOptions.newBuilder()
                        // A fault of ours must end a film with an error, not hang it.
                        .setFailWorkflowExceptionTypes(IllegalArgumentException.class, NullPointerException.class)
                        .build(),
                FilmWorkflowImpl.class,
                GenerationWorkflowImpl.class);
        factory.start();
    }

    private Worker host(String queue, int atOnce, Object... activities) {
        boolean virtual = Runtime.version().feature() >= JAVA_WITH_VIRTUAL_THREADS;
        Worker worker = factory.newWorker(
                queue,
                WorkerOptions.newBuilder()
                        .setMaxConcurrentActivityExecutionSize(atOnce)
                        .setMaxConcurrentLocalActivityExecutionSize(1)
                        .setUsingVirtualThreadsOnActivityWorker(virtual)
                        .build());
        worker.registerActivitiesImplementations(activities);
        return worker;
    }

    private static WorkerFactoryOptions factoryOptions() {
        return WorkerFactoryOptions.newBuilder()
                .setUsingVirtualWorkflowThreads(Runtime.version().feature() >= JAVA_WITH_VIRTUAL_THREADS)
                .build();
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.add(part);
        return part;
    }

    @Override
    public void close() {
        if (factory != null) {
            factory.shutdownNow();
            factory.awaitTermination(3, TimeUnit.SECONDS);
        }
        Collections.reverse(parts);
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("while ending: {}", e.getMessage());
            }
        }
        parts.clear();
    }
}
