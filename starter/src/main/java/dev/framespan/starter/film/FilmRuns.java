package dev.framespan.starter.film;

import dev.framespan.film.FilmResult;
import dev.framespan.film.FilmWorkflow;
import dev.framespan.film.Outcome;
import dev.framespan.generation.Queues;
import dev.framespan.starter.exit.Complaint;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The films of a Temporal server: each is a workflow with the film's id, which remembers its plan. */
public final class FilmRuns {
    private static final String PLAN = "plan";
    private static final Duration LOOK = Duration.ofMillis(200);

    private final WorkflowClient client;

    public FilmRuns(WorkflowClient client) {
        this.client = client;
    }

    /**
     * The run that makes this film: one that is at work with the same plan, one that has made it, else a new one.
     *
     * @throws Complaint when the same film is at work with another plan
     */
    public WorkflowStub startOrJoin(Commission commission) {
        Optional<WorkflowStub> known = known(commission);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            return started(commission);
        } catch (WorkflowExecutionAlreadyStarted e) {
            // Somebody else typed the same command a moment earlier.
            return joined(commission, find(commission.film()).orElseThrow(() -> e));
        }
    }

    /**
     * The run that makes this film already, or has made it.
     *
     * @throws Complaint when the same film is at work with another plan
     */
    Optional<WorkflowStub> known(Commission commission) {
        return find(commission.film())
                .filter(run -> isAtWork(run) || !commission.anew() && hasMade(run, commission))
                .map(run -> isAtWork(run) ? joined(commission, run) : run(run));
    }

    /** The run that is at work with this plan, started by another process. */
    public Optional<WorkflowStub> join(Commission commission) {
        return find(commission.film())
                .filter(run -> isAtWork(run) || hasMade(run, commission))
                .map(run -> isAtWork(run) ? joined(commission, run) : run(run));
    }

    /** The film's last run, as the server knows it. */
    public Optional<WorkflowExecutionDescription> find(String film) {
        try {
            return Optional.of(client.newUntypedWorkflowStub(film).describe());
        } catch (WorkflowNotFoundException e) {
            return Optional.empty();
        } catch (WorkflowServiceException | StatusRuntimeException e) {
            if (status(e) == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Tells a film to end; false when it is not at work. */
    public boolean cancel(String film) {
        Optional<WorkflowExecutionDescription> last = find(film);
        if (last.isEmpty() || !isAtWork(last.get())) {
            return false;
        }
        try {
            run(last.get()).cancel();
            return true;
        } catch (WorkflowNotFoundException e) {
            // It ended a moment earlier.
            return false;
        }
    }

    /** Waits for a film to end, but not for ever. A server that goes away took the film with it. */
    public boolean hasEndedWithin(String film, Duration patience) {
        Instant until = Instant.now().plus(patience);
        try {
            while (Instant.now().isBefore(until)) {
                if (find(film).filter(FilmRuns::isAtWork).isEmpty()) {
                    return true;
                }
                Thread.sleep(LOOK.toMillis());
            }
            return false;
        } catch (WorkflowServiceException | StatusRuntimeException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public static boolean isAtWork(WorkflowExecutionDescription run) {
        return run.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }

    /** @return the gRPC status somewhere behind a failure; UNKNOWN where there is none */
    static Status.Code status(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status) {
                return status.getStatus().getCode();
            }
        }
        return Status.Code.UNKNOWN;
    }

    private WorkflowStub started(Commission commission) {
        FilmWorkflow workflow = client.newWorkflowStub(
                FilmWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(commission.film())
                        .setTaskQueue(Queues.FILMS)
                        .setMemo(Map.of(PLAN, commission.plan()))
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                        .build());
        WorkflowClient.start(workflow::make, commission.input());
        return WorkflowStub.fromTyped(workflow);
    }

    private WorkflowStub joined(Commission commission, WorkflowExecutionDescription run) {
        if (!commission.plan().equals(run.getMemo(PLAN, String.class))) {
            throw Complaint.refused("a film " + commission.film() + " of another storyboard is still at work: wait for"
                    + " it, end it with framespan cancel " + commission.film()
                    + ", or give this storyboard an id of its own (id:)");
        }
        return run(run);
    }

    private boolean hasMade(WorkflowExecutionDescription run, Commission commission) {
        return run.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED
                && commission.plan().equals(run.getMemo(PLAN, String.class))
                && run(run).getResult(FilmResult.class).outcome() == Outcome.DONE;
    }

    private WorkflowStub run(WorkflowExecutionDescription run) {
        return client.newUntypedWorkflowStub(WorkflowTargetOptions.newBuilder()
                .setWorkflowExecution(run.getExecution())
                .build());
    }
}
