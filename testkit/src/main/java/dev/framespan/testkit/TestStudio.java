package dev.framespan.testkit;

import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.GenerationWorkflowImpl;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.notice.NotificationWorkflowImpl;
import dev.framespan.workflows.studio.RunSettings;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.ListOpenWorkflowExecutionsRequest;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A store, its provider and its workers, for one test. */
final class TestStudio implements AutoCloseable {
    /** Longer than any film, so that a workflow that waits for ever ends its test, and says why. */
    static final Duration LONGEST = Duration.ofDays(90);

    /** The SHA-256 of the jar that a run's workflow is from. */
    static final String JAR = "0".repeat(64);

    private static final int STORE_LETTERS = 8;
    private static final Duration DEADLOCK = Duration.ofSeconds(20);

    private final SharedServer server;
    private final WorkerFactory workers;
    private final Worker own;
    private final WorkIdentity identity =
            new WorkIdentity(UUID.randomUUID().toString().replace("-", ""), "simulator");
    private final FakeProvider provider = new FakeProvider();
    private final SimulatedWork work;
    private final StudioRecords records = new StudioRecords();
    private final List<WorkflowExecution> started = new ArrayList<>();
    private BigDecimal budgetUsd;
    private Boolean parks;
    private volatile Path inputs = Path.of("");

    TestStudio(SharedServer server, List<Class<?>> workflows, List<Object> activities) {
        this.server = server;
        this.work = new SimulatedWork(provider, server::now);
        this.workers = WorkerFactory.newInstance(
                server.client(), WorkerFactoryOptions.newBuilder().validateAndBuildWithDefaults());
        TaskQueues queues = TaskQueues.of(identity);
        Worker films = worker(queues.films());
        films.registerWorkflowImplementationTypes(GenerationWorkflowImpl.class, NotificationWorkflowImpl.class);
        films.registerActivitiesImplementations(new FakeActivities.Answers(work), new FakeStudioActivity(records));
        worker(queues.submit())
                .registerActivitiesImplementations(
                        new FakeActivities.Submit(work),
                        new FakeActivities.Cancel(work),
                        new FakeActivities.Answers(work));
        worker(queues.await()).registerActivitiesImplementations(new FakeActivities.Await(work));
        worker(queues.fetch())
                .registerActivitiesImplementations(
                        new FakeActivities.Fetch(work), new FakeInputs(provider, () -> inputs));
        worker(queues.media())
                .registerActivitiesImplementations(new FakeActivities.Verify(work), new FakeActivities.Assembly(work));
        worker(queues.assemble()).registerActivitiesImplementations(new FakeActivities.Assembly(work));
        own = worker(queue());
        // A fault in the workflow's own code ends its test. On a real server it would wait for mended code, for ever.
        own.registerWorkflowImplementationTypes(
                WorkflowImplementationOptions.newBuilder()
                        .setFailWorkflowExceptionTypes(Throwable.class)
                        .build(),
                workflows.toArray(Class<?>[]::new));
        own.registerActivitiesImplementations(activities.toArray());
        workers.start();
    }

    private Worker worker(String queue) {
        return workers.newWorker(
                queue,
                WorkerOptions.newBuilder()
                        .setMaxConcurrentWorkflowTaskPollers(2)
                        .setMaxConcurrentActivityTaskPollers(1)
                        // A busy machine is taken for a workflow that never yields.
                        .setDefaultDeadlockDetectionTimeout(DEADLOCK.toMillis())
                        .build());
    }

    /** Where a jar's workflows run. */
    private String queue() {
        return TaskQueues.workflowsOf(identity.store(), "test");
    }

    SharedServer server() {
        return server;
    }

    FakeProvider provider() {
        return provider;
    }

    SimulatedWork work() {
        return work;
    }

    StudioRecords records() {
        return records;
    }

    void inputs(Path folder) {
        inputs = folder;
    }

    WorkIdentity identity() {
        return identity;
    }

    void budgetUsd(BigDecimal most) {
        budgetUsd = most;
    }

    BigDecimal budgetUsd() {
        return budgetUsd;
    }

    void park() {
        parks = true;
    }

    boolean parks() {
        return Boolean.TRUE.equals(parks);
    }

    /** To be looked at in the end. */
    void started(WorkflowExecution run) {
        started.add(run);
    }

    /** The id of a film's workflow. */
    String workflowId(String film) {
        return film + "@" + identity.store().substring(0, STORE_LETTERS);
    }

    /** As the command starts it. */
    WorkflowOptions options(String film, String type) {
        RunSettings run = new RunSettings(
                film,
                film,
                type,
                identity,
                FakeAssets.named(type + " " + film, MediaType.JSON),
                budgetUsd,
                null,
                null,
                parks,
                null,
                null);
        return WorkflowOptions.newBuilder()
                .setWorkflowId(workflowId(film))
                .setTaskQueue(queue())
                .setWorkflowExecutionTimeout(LONGEST)
                .setMemo(run.memo(JAR))
                .build();
    }

    /**
     * Replays what has ended, so that a workflow that is not deterministic fails its first test.
     *
     * <p>What a test leaves open is not to be met by the next one. Nor is a server that has ended a workflow while an activity of it was under way: it
     * waits for that for ever, and skips no time any more.
     */
    @Override
    public void close() {
        boolean left = hasOpen();
        try {
            for (WorkflowExecution run : started) {
                WorkflowExecutionHistory history = server.client().fetchHistory(run.getWorkflowId(), run.getRunId());
                left |= RunHistories.hasEndedInTheMiddle(history);
                RunHistories.requireDeterministic(history, own);
            }
        } finally {
            end(left);
        }
    }

    private void end(boolean serverToo) {
        if (serverToo) {
            workers.shutdownNow();
            server.close();
        } else {
            // The next test has queues of its own, and need not wait.
            Thread ending = new Thread(workers::shutdownNow, "workers of a test that has ended");
            ending.setDaemon(true);
            ending.start();
        }
    }

    private boolean hasOpen() {
        return server
                .client()
                .getWorkflowServiceStubs()
                .blockingStub()
                .listOpenWorkflowExecutions(ListOpenWorkflowExecutionsRequest.newBuilder()
                        .setNamespace(server.client().getOptions().getNamespace())
                        .build())
                .getExecutionsList()
                .stream()
                .anyMatch(open -> open.getExecution().getWorkflowId().contains(workflowId("")));
    }
}
