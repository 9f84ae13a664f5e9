package dev.framespan.worker;

import dev.framespan.workflows.film.FilmWorkflowImpl;
import dev.framespan.workflows.generation.GenerationWorkflowImpl;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.terms.TermsWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.util.List;

/** Which workflows and activities run on which task queue, and how many at once. */
public record QueueWorkers(
        List<Object> films,
        List<Object> submits,
        List<Object> looks,
        List<Object> downloads,
        List<Object> media,
        int mediaJobs) {
    // Waiting for an answer costs a thread; so many submissions, looks and downloads at once are plenty for two cores.
    private static final int SUBMITS = 32;
    private static final int LOOKS = 32;
    private static final int DOWNLOADS = 8;
    private static final int RECORDS = 8;
    private static final int JAVA_WITH_VIRTUAL_THREADS = 21;

    /** Hosts everything on these queues; nothing is polled before the factory is started. */
    WorkerFactory on(TaskQueues queues, WorkflowClient client) {
        WorkerFactory factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(hasVirtualThreads())
                        .build());
        host(factory, queues.submit(), SUBMITS, submits);
        host(factory, queues.await(), LOOKS, looks);
        host(factory, queues.fetch(), DOWNLOADS, downloads);
        host(factory, queues.media(), mediaJobs, media);
        host(factory, queues.films(), RECORDS, films)
                .registerWorkflowImplementationTypes(
                        WorkflowImplementationOptions.newBuilder()
                                // A fault of ours must end a film with an error, not hang it.
                                .setFailWorkflowExceptionTypes(
                                        IllegalArgumentException.class, NullPointerException.class)
                                .build(),
                        FilmWorkflowImpl.class,
                        GenerationWorkflowImpl.class,
                        TermsWorkflowImpl.class);
        return factory;
    }

    private static Worker host(WorkerFactory factory, String queue, int atOnce, List<Object> activities) {
        Worker worker = factory.newWorker(
                queue,
                WorkerOptions.newBuilder()
                        .setMaxConcurrentActivityExecutionSize(atOnce)
                        .setMaxConcurrentLocalActivityExecutionSize(1)
                        .setUsingVirtualThreadsOnActivityWorker(hasVirtualThreads())
                        .build());
        worker.registerActivitiesImplementations(activities.toArray());
        return worker;
    }

    private static boolean hasVirtualThreads() {
        return Runtime.version().feature() >= JAVA_WITH_VIRTUAL_THREADS;
    }
}
