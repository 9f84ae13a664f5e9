package dev.framespan.worker;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.film.FilmWorkflow;
import dev.framespan.workflows.generation.GenerationWorkflow;
import dev.framespan.workflows.generation.TaskQueues;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Films that were begun before task queues carried an identity: their queues are polled, too, until the last of them has ended. Queues
 * that every store shares are polled for nothing else.
 */
public final class LegacyQueues implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LegacyQueues.class);
    private static final Duration BETWEEN_CHECKS = Duration.ofMinutes(1);
    private static final String RUNNING = "TaskQueue = '" + TaskQueues.FILMS + "' AND ExecutionStatus = 'Running'";
    private static final String PLAN = "plan";

    private final WorkflowClient client;
    private final Store store;
    private final QueueWorkers queueWorkers;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "earlier-films");
        thread.setDaemon(true);
        return thread;
    });
    private WorkerFactory factory;
    private boolean closed;

    public LegacyQueues(WorkflowClient client, Store store, QueueWorkers queueWorkers) {
        this.client = client;
        this.store = store;
        this.queueWorkers = queueWorkers;
        clock.scheduleWithFixedDelay(this::check, 0, BETWEEN_CHECKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The server is asked without a lock: the end of the worker does not wait for its answer. */
    private void check() {
        try (Stream<WorkflowExecutionMetadata> running = client.listExecutions(RUNNING)) {
            poll(running.anyMatch(this::mayBeOurs));
        } catch (StatusRuntimeException e) {
            Status.Code code = e.getStatus().getCode();
            if (code == Status.Code.UNIMPLEMENTED) {
                // The embedded server lists nothing, and remembers nothing from before this process.
                clock.shutdown();
            } else if (code == Status.Code.PERMISSION_DENIED) {
                // What cannot be looked at may be there.
                poll(true);
            } else {
                LOG.debug("films begun earlier cannot be listed now: {}", e.getMessage());
            }
        } catch (RuntimeException e) {
            LOG.debug("films begun earlier cannot be listed now: {}", e.getMessage());
        }
    }

    private synchronized void poll(boolean wanted) {
        if (closed) {
            return;
        }
        if (wanted && factory == null) {
            LOG.info("films begun with an earlier version are at work; their queues are polled until they have ended");
            factory = queueWorkers.on(TaskQueues.WITHOUT_IDENTITY, client);
            factory.start();
        } else if (!wanted && factory != null) {
            factory.shutdown();
            factory = null;
        }
    }

    /** Of workflows other than films nothing can be told. */
    private boolean mayBeOurs(WorkflowExecutionMetadata running) {
        if (!running.getWorkflowType().equals(FilmWorkflow.TYPE)) {
            return !running.getWorkflowType().equals(GenerationWorkflow.TYPE);
        }
        try {
            return isOf(store, running);
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether a film's workflow without a store in its id is of this store: it has a plan that the store remembers for the film. */
    public static boolean isOf(Store store, WorkflowExecutionMetadata film) throws IOException {
        Object plan = film.getMemo(PLAN, String.class);
        return new FilmFolder(store)
                .beginning(film.getExecution().getWorkflowId())
                .filter(beginning -> beginning.plan().sha256().equals(plan))
                .isPresent();
    }

    /** Polls no more; what runs is let go on. */
    synchronized void stopPolling() {
        closed = true;
        clock.shutdownNow();
        if (factory != null) {
            factory.shutdown();
        }
    }

    @Override
    public synchronized void close() {
        stopPolling();
        if (factory != null) {
            factory.shutdownNow();
            factory.awaitTermination(1, TimeUnit.SECONDS);
            factory = null;
        }
    }
}
