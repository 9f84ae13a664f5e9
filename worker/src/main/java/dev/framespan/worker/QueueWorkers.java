package dev.framespan.worker;

import dev.framespan.worker.config.HostedQueues;
import dev.framespan.worker.jars.WorkflowJar;
import dev.framespan.workflows.account.Account;
import dev.framespan.workflows.account.AccountWorkflowImpl;
import dev.framespan.workflows.account.PermitActivity;
import dev.framespan.workflows.film.FilmWorkflowImpl;
import dev.framespan.workflows.film.SceneWorkflowImpl;
import dev.framespan.workflows.generation.GenerationWorkflowImpl;
import dev.framespan.workflows.generation.QueueKind;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.notice.NotificationWorkflowImpl;
import dev.framespan.workflows.terms.TermsWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which workflows and activities run on which task queue, and how many at once.
 *
 * @param hosted the kinds of queues that are hosted; what is given for others is not looked at
 * @param version under which the server is asked for work; empty for none
 * @param interceptors see each activity, the last one first
 */
public record QueueWorkers(
        HostedQueues hosted,
        List<Object> films,
        OfProvider provider,
        List<Object> media,
        int mediaJobs,
        List<Object> assemble,
        int assembleJobs,
        Optional<WorkerDeploymentVersion> version,
        List<WorkerInterceptor> interceptors) {
    // Waiting for an answer costs a thread. Of submissions 32 at most are on their way, 12 wait for that, and 16 for
    // the next permit: what is left is for cancelling, looking into the ledger and asking for links, also while the
    // provider takes a minute for each answer.
    private static final int SUBMIT = 72;
    // Of looks the rate of requests allows fewer; each is given up after fifteen seconds, and nothing else is on their
    // queue.
    private static final int AWAIT = 16;
    private static final int FETCH = 8;
    private static final int FILMS = 8;
    private static final int OF_JARS = 8;
    // A cached workflow costs a thread, and one that is not cached a replay: of a generation's two dozen events, or of
    // a
    // scene's thousand. Eight scenes, their film and what they move most are held; a film of any length holds so many.
    private static final int CACHED_WORKFLOWS = 64;
    // Each poller waits in a thread of this process; that of an embedded server waits in another.
    private static final int POLLERS = 2;
    private static final int WORKFLOW_TASKS = 8;
    // A task waits so long for a worker that is dead or has much to do.
    private static final Duration WORKFLOW_MOVES = Duration.ofSeconds(5);
    // All films wait for their account's.
    private static final Duration ACCOUNT_MOVES = Duration.ofSeconds(1);
    private static final int JAVA_WITH_VIRTUAL_THREADS = 21;

    /**
     * What asks a provider.
     *
     * @param submit paid requests
     * @param await looks
     * @param fetch downloads
     */
    record OfProvider(List<Object> submit, List<Object> await, List<Object> fetch) {
        static final OfProvider NONE = new OfProvider(List.of(), List.of(), List.of());
    }

    /** Hosts everything on these queues; nothing is polled before the factory is started. */
    WorkerFactory on(TaskQueues queues, WorkflowClient client) {
        WorkerFactory factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(hasVirtualThreads())
                        .setWorkflowCacheSize(CACHED_WORKFLOWS)
                        .setMaxWorkflowThreadCount(CACHED_WORKFLOWS + 2 * WORKFLOW_TASKS)
                        .setWorkerInterceptors(interceptors.toArray(WorkerInterceptor[]::new))
                        .build());
        hostProvider(factory, queues, provider);
        if (hosted.host(QueueKind.MEDIA)) {
            host(factory, queues.media(), mediaJobs, media);
        }
        if (hosted.host(QueueKind.ASSEMBLE)) {
            host(factory, queues.assemble(), assembleJobs, assemble);
        }
        if (hosted.host(QueueKind.FILMS)) {
            hostFilms(factory, queues.films());
        }
        return factory;
    }

    private void hostFilms(WorkerFactory factory, String queue) {
        host(factory, queue, FILMS, films)
                .registerWorkflowImplementationTypes(
                        WorkflowImplementationOptions.newBuilder()
                                // A fault of ours must end a film with an error, not hang it.
                                .setFailWorkflowExceptionTypes(
                                        IllegalArgumentException.class, NullPointerException.class)
                                .build(),
                        FilmWorkflowImpl.class,
                        SceneWorkflowImpl.class,
                        GenerationWorkflowImpl.class,
                        NotificationWorkflowImpl.class,
                        TermsWorkflowImpl.class);
    }

    /** Hosts what asks another provider beside them. */
    void hostProvider(WorkerFactory factory, TaskQueues queues, OfProvider other) {
        if (hosted.host(QueueKind.SUBMIT)) {
            host(factory, queues.submit(), SUBMIT, other.submit());
        }
        if (hosted.host(QueueKind.AWAIT)) {
            host(factory, queues.await(), AWAIT, other.await());
        }
        if (hosted.host(QueueKind.FETCH)) {
            host(factory, queues.fetch(), FETCH, other.fetch());
        }
    }

    /** Hosts what is sent to the machine that has its files at hand beside them. @param machine as the store names it */
    void hostNearby(WorkerFactory factory, TaskQueues queues, String machine) {
        if (hosted.host(QueueKind.MEDIA)) {
            host(factory, TaskQueues.nearby(queues.media(), machine), mediaJobs, media);
        }
        if (hosted.host(QueueKind.ASSEMBLE)) {
            host(factory, TaskQueues.nearby(queues.assemble(), machine), assembleJobs, assemble);
        }
    }

    /** Hosts an account's limits beside what is submitted. */
    void hostAccount(WorkerFactory factory, Account account, PermitActivity permits) {
        if (!hosted.host(QueueKind.SUBMIT)) {
            return;
        }
        host(factory, account.workflowId(), 1, List.of(permits), ACCOUNT_MOVES)
                .registerWorkflowImplementationTypes(AccountWorkflowImpl.class);
    }

    /** Hosts workflows of one's own, with what they bring of activities. @param store whose films they make */
    void hostJar(WorkerFactory factory, WorkflowJar jar, String store) {
        host(factory, jar.queue(store), OF_JARS, jar.activities())
                .registerWorkflowImplementationTypes(
                        WorkflowImplementationOptions.newBuilder()
                                // An input that cannot be read ends its run with an error. A fault in its code does
                                // not: mended
                                // code goes on.
                                .setFailWorkflowExceptionTypes(DataConverterException.class)
                                .build(),
                        jar.implementations());
    }

    private Worker host(WorkerFactory factory, String queue, int atOnce, List<Object> activities) {
        return host(factory, queue, atOnce, activities, WORKFLOW_MOVES);
    }

    /** @param moves after which a workflow's next task goes to another worker than the one that has it in memory */
    private Worker host(WorkerFactory factory, String queue, int atOnce, List<Object> activities, Duration moves) {
        Worker worker = factory.newWorker(
                queue,
                WorkerOptions.newBuilder()
                        .setMaxConcurrentActivityExecutionSize(atOnce)
                        .setMaxConcurrentActivityTaskPollers(POLLERS)
                        .setMaxConcurrentWorkflowTaskPollers(POLLERS)
                        .setMaxConcurrentWorkflowTaskExecutionSize(WORKFLOW_TASKS)
                        .setMaxConcurrentLocalActivityExecutionSize(1)
                        .setStickyQueueScheduleToStartTimeout(moves)
                        .setUsingVirtualThreadsOnActivityWorker(hasVirtualThreads())
                        .setDeploymentOptions(
                                version.map(QueueWorkers::versioned).orElse(null))
                        .build());
        worker.registerActivitiesImplementations(activities.toArray());
        return worker;
    }

    /** Workflows go on with whichever version is current: what a new one does otherwise, it asks {@code Workflow.getVersion} about. */
    private static WorkerDeploymentOptions versioned(WorkerDeploymentVersion version) {
        return WorkerDeploymentOptions.newBuilder()
                .setUseVersioning(true)
                .setVersion(version)
                .setDefaultVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
                .build();
    }

    private static boolean hasVirtualThreads() {
        return Runtime.version().feature() >= JAVA_WITH_VIRTUAL_THREADS;
    }
}
