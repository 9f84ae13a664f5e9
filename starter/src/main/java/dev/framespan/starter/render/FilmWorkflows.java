package dev.framespan.starter.render;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.delivery.Delivery;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.follow.FilmItems;
import dev.framespan.starter.temporal.FilmMemo;
import dev.framespan.starter.temporal.GrpcStatus;
import dev.framespan.worker.LegacyQueues;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.film.FilmWorkflow;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.RunSettings;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
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
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The films of one store on a Temporal server: each is a workflow whose id is the film's and the store's, {@code storm@3f2a9c1e}, and which
 * remembers its plan. Several stores may use one server, and may have films of one id.
 */
public final class FilmWorkflows {
    private static final int STORE_LETTERS = 8;

    private final WorkflowClient client;
    private final Store store;

    public FilmWorkflows(WorkflowClient client, Store store) {
        this.client = client;
        this.store = store;
    }

    /**
     * The run that makes this film: one that is at work with the same plan, one that has made it, else a new one.
     *
     * @throws UserError when the same film is at work with another plan, or paid to another provider
     */
    public WorkflowStub startOrJoin(RenderRequest request) {
        Optional<WorkflowStub> known = known(request);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            return start(request);
        } catch (WorkflowExecutionAlreadyStarted e) {
            // Another terminal started the same film a moment earlier.
            return joined(request, find(request.film()).orElseThrow(() -> e));
        }
    }

    /**
     * The run that makes this film already, or has made it.
     *
     * @throws UserError when the same film is at work with another plan, or paid to another provider
     */
    Optional<WorkflowStub> known(RenderRequest request) {
        return run(request, !request.anew());
    }

    /**
     * The run of another process that makes this film, or has made it meanwhile, be it anew.
     *
     * @throws UserError as {@link #known}
     */
    Optional<WorkflowStub> join(RenderRequest request) {
        return run(request, true);
    }

    private Optional<WorkflowStub> run(RenderRequest request, boolean orMade) {
        return find(request.film())
                .filter(run -> isAtWork(run) || orMade && hasMade(run, request))
                .map(run -> isAtWork(run) ? joined(request, run) : stub(run));
    }

    /** Writes down that the film is begun, before any of it is. */
    void begin(FilmFolder.Beginning beginning) {
        try {
            new FilmFolder(store).begin(beginning);
        } catch (IOException e) {
            throw UserError.unwritable(store.place(), e);
        }
    }

    /** The film's last run, as the server knows it. */
    public Optional<WorkflowExecutionDescription> find(String film) {
        Optional<WorkflowExecutionDescription> run = described(workflowId(film));
        if (run.isPresent()) {
            requireSameStore(film, run.get());
            return run;
        }
        return described(film).filter(this::isOurs);
    }

    private String workflowId(String film) {
        return film + "@" + store.id().substring(0, STORE_LETTERS);
    }

    private void requireSameStore(String film, WorkflowExecutionDescription run) {
        if (!store.id().equals(run.getMemo(FilmMemo.STORE, String.class))) {
            throw UserError.refused(
                    "the film " + film + " on this Temporal server belongs to another store, whose identity begins with"
                            + " the same letters; give this storyboard an id of its own (id:)");
        }
    }

    /** Films begun before workflows had the store in their ids: this store's, if it is at work on a plan of the store's. */
    private boolean isOurs(WorkflowExecutionDescription earlier) {
        try {
            return isAtWork(earlier) && LegacyQueues.isOf(store, earlier);
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    private Optional<WorkflowExecutionDescription> described(String workflow) {
        try {
            return Optional.of(client.newUntypedWorkflowStub(workflow).describe());
        } catch (WorkflowNotFoundException e) {
            return Optional.empty();
        } catch (WorkflowServiceException | StatusRuntimeException e) {
            if (GrpcStatus.of(e) == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Tells a film to end, once it has given back what is queued at the provider and kept what has begun; false when it is not at work.
     *
     * @throws WorkflowServiceException or {@link StatusRuntimeException} when its server does not answer any more
     */
    public boolean cancel(String film) {
        return toldTo(film, WorkflowStub::cancel);
    }

    /** Tells a film to end without waiting for what has begun, also where it was told to end before; else as {@link #cancel}. */
    public boolean abandon(String film) {
        return toldTo(film, run -> {
            run.signal(FilmWorkflow.ABANDON);
            run.cancel();
        });
    }

    private boolean toldTo(String film, Consumer<WorkflowStub> words) {
        Optional<WorkflowExecutionDescription> last = find(film).filter(FilmWorkflows::isAtWork);
        if (last.isEmpty()) {
            return false;
        }
        try {
            words.accept(stub(last.get()));
            return true;
        } catch (WorkflowNotFoundException e) {
            // It ended a moment earlier.
            return false;
        }
    }

    public static boolean isAtWork(WorkflowExecutionDescription run) {
        return run.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }

    private WorkflowStub start(RenderRequest request) {
        return request.isRun() ? startRun(request) : startFilm(request);
    }

    private WorkflowStub startFilm(RenderRequest request) {
        FilmWorkflow workflow = client.newWorkflowStub(
                FilmWorkflow.class,
                options(request)
                        .setTaskQueue(TaskQueues.of(request.input().identity()).films())
                        .setStaticDetails(request.beginning().shots() + " shots, from `"
                                + request.beginning().storyboard() + "`")
                        .setMemo(memo(request))
                        .build());
        WorkflowClient.start(workflow::make, request.input());
        return WorkflowStub.fromTyped(workflow);
    }

    private WorkflowStub startRun(RenderRequest request) {
        RunStart run = request.run();
        String input = request.beginning().storyboard();
        WorkflowStub workflow = client.newUntypedWorkflowStub(
                run.type(),
                options(request)
                        .setTaskQueue(run.queue())
                        .setStaticDetails(run.type() + (input == null ? "" : ", of `" + input + "`"))
                        .setMemo(RunMemo.of(request).memo(run.jarSha256()))
                        .build());
        WorkflowExecution begun = run.input() == null ? workflow.start() : workflow.start(run.input());
        return client.newUntypedWorkflowStub(chain(begun.getWorkflowId(), begun.getRunId()));
    }

    private WorkflowOptions.Builder options(RenderRequest request) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(workflowId(request.film()))
                // for who looks at it in Temporal's own UI
                .setStaticSummary(request.beginning().title())
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL);
    }

    private Map<String, Object> memo(RenderRequest request) {
        return Map.of(
                RunSettings.PLAN,
                request.plan(),
                FilmMemo.STORE,
                store.id(),
                FilmMemo.REALM,
                request.input().realm());
    }

    /** All runs of a workflow that continues as new, and not those of one that is started later under the same id. */
    private static WorkflowTargetOptions chain(String workflow, String firstRun) {
        return WorkflowTargetOptions.newBuilder()
                .setWorkflowId(workflow)
                .setFirstExecutionRunId(firstRun)
                .build();
    }

    private WorkflowStub joined(RenderRequest request, WorkflowExecutionDescription run) {
        if (!request.isOf((String) run.getMemo(RunSettings.PLAN, String.class))) {
            throw UserError.refused("a film " + request.film()
                    + (request.isRun()
                            ? " of another input or workflow is still at work"
                            : " of another storyboard is still at work")
                    + ": wait for it, end it with framespan cancel " + request.film()
                    + (request.isRun()
                            ? ", or give this run an id of its own (--id)"
                            : ", or give this storyboard an id of its own (id:)"));
        }
        if (!isPaidTo(run, request)) {
            throw UserError.refused("the film " + request.film() + " is at work with the provider "
                    + run.getMemo(FilmMemo.REALM, String.class) + ", and this one is to be made with "
                    + request.input().realm() + ": wait for it, or end it with framespan cancel "
                    + request.film());
        }
        return stub(run);
    }

    /** Whether its clips may stand in for those that are wanted; a caller that pays no provider follows any run. */
    private static boolean isPaidTo(WorkflowExecutionDescription run, RenderRequest request) {
        Object paid = run.getMemo(FilmMemo.REALM, String.class);
        String wanted = request.input().realm();
        return paid == null || wanted == null || paid.equals(wanted);
    }

    /** Whether a workflow of one's own was started with other code than it has now; where nobody wrote down with which, it was not. */
    static boolean isOfAnotherJar(WorkflowExecutionDescription run, RenderRequest request) {
        Object jar = run.getMemo(RunSettings.JAR, String.class);
        return request.isRun() && jar != null && !jar.equals(request.run().jarSha256());
    }

    private boolean hasMade(WorkflowExecutionDescription run, RenderRequest request) {
        return run.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED
                && request.plan().equals(run.getMemo(RunSettings.PLAN, String.class))
                && isPaidTo(run, request)
                && !isOfAnotherJar(run, request)
                && (request.isRun() ? isKeptWhole(request) : isWhole(stub(run).getResult(FilmReport.class)));
    }

    /** What a workflow of one's own returns is its developer's: its report is in the store. */
    private boolean isKeptWhole(RenderRequest request) {
        try {
            return new FilmFolder(store)
                    .end(request.film())
                    .filter(end -> end.isOf(request.plan(), request.input().realm()))
                    .filter(end -> isWhole(end.report()))
                    .isPresent();
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    /** What a run has made may have been damaged or lost since; then it is made again. */
    private boolean isWhole(FilmReport report) {
        return report.outcome() == FilmOutcome.DONE && Delivery.canDeliver(store, report);
    }

    /** What a run was started with; empty where its server does not say. */
    Optional<FilmInput> input(WorkflowExecutionDescription run) {
        Optional<FilmInput> own = RunMemo.settings(run);
        if (own.isPresent()) {
            return own;
        }
        return client.streamHistory(
                        run.getExecution().getWorkflowId(), run.getExecution().getRunId())
                .findFirst()
                .map(begun -> begun.getWorkflowExecutionStartedEventAttributes().getInput())
                .map(input -> client.getOptions()
                        .getDataConverter()
                        .fromPayloads(0, Optional.of(input), FilmInput.class, FilmInput.class));
    }

    /** How everything in a film of the store stands. */
    public FilmItems items() {
        return new FilmItems(client, store);
    }

    /** The latest run of a workflow. */
    WorkflowStub stub(String workflow) {
        return client.newUntypedWorkflowStub(workflow);
    }

    /** The run itself, and not the latest of the same id; one that continues as new is the same. */
    WorkflowStub stub(WorkflowExecutionDescription run) {
        if (RunMemo.isOf(run)) {
            String first = run.getRawDescription().getWorkflowExecutionInfo().getFirstRunId();
            return client.newUntypedWorkflowStub(
                    chain(run.getExecution().getWorkflowId(), first.isEmpty() ? null : first));
        }
        return client.newUntypedWorkflowStub(WorkflowTargetOptions.newBuilder()
                .setWorkflowExecution(run.getExecution())
                .build());
    }
}
