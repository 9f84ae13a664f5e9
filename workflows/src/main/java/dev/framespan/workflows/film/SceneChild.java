package dev.framespan.workflows.film;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.RootCause;
import dev.framespan.workflows.generation.TaskQueues;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.ExternalWorkflowStub;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** One scene of a long film, from before it is begun until it has ended. */
final class SceneChild {
    /** Until a scene that an earlier run of the film has left at work is met again: it keeps what was paid for. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(30);
    // Eight minutes: each look costs events.
    private static final int MOST_DOUBLINGS = 4;

    private final SceneOutline outline;
    private final FilmInput film;
    private final BiConsumer<SceneChild, String> atEnd;
    private final List<Runnable> untold = new ArrayList<>();
    private State state = State.WAITING;
    private boolean started;
    private SceneRest rest;
    private boolean fewLeft;
    private int toldNews;
    private int looks;
    private int told;
    private BigDecimal spentUsd = BigDecimal.ZERO;
    private int telling;
    private SceneReport report;
    private String trouble;

    private enum State {
        WAITING,
        MET_EARLIER,
        AT_WORK,
        ENDED
    }

    /** @param atEnd is told when it has ended, and why what it has not made is not there */
    SceneChild(SceneOutline outline, FilmInput film, BiConsumer<SceneChild, String> atEnd) {
        this.outline = outline;
        this.film = film;
        this.atEnd = atEnd;
    }

    SceneOutline outline() {
        return outline;
    }

    boolean imports(String id) {
        return outline.imports().contains(id);
    }

    boolean mayBegin() {
        return state == State.WAITING;
    }

    boolean isAtWork() {
        return state == State.AT_WORK;
    }

    boolean hasEnded() {
        return state == State.ENDED;
    }

    /** Whether it is at work, and not only waits. */
    boolean moves() {
        return isAtWork() && !rests();
    }

    /** Whether much is left to be made in it, as far as it has said. */
    boolean hasMuchLeft() {
        return moves() && !fewLeft;
    }

    /** It has said that few is left. */
    void heardFewLeft() {
        fewLeft = true;
    }

    /** Whether nothing moves in it, and nothing that would is on its way to it. */
    boolean rests() {
        return isAtWork() && rest != null && rest.heard() == told;
    }

    /** Nothing moves in it; null where something does again. */
    void rest(SceneRest now) {
        rest = now;
        if (now != null && now.spentUsd() != null) {
            spentUsd = now.spentUsd();
        }
    }

    /** What it waits for, as far as it has said; null where it does not rest. */
    SceneRest rest() {
        return rests() ? rest : null;
    }

    /** Whether it waits for something of which the operator has not heard. */
    boolean isNews() {
        return rests() && rest.news() > toldNews;
    }

    /** The operator hears of what it waits for. */
    void toldNews() {
        toldNews = rests() ? rest.news() : toldNews;
    }

    /** Whether something is on its way to it. */
    boolean isTold() {
        return telling > 0 || state == State.MET_EARLIER || isAtWork() && !started;
    }

    /** Why it was not made; null where it was, and before. */
    String trouble() {
        return trouble;
    }

    /** US dollars, as far as it has said. */
    BigDecimal spentUsd() {
        return report != null && report.spentUsd() != null ? report.spentUsd() : spentUsd;
    }

    List<Asset> items() {
        return report == null ? List.of() : report.items();
    }

    private String workflowId() {
        return Workflow.getInfo().getWorkflowId() + "/" + outline.id();
    }

    /** To be called where the workflow's own scope is known: in its method. */
    void begin(SceneInput input) {
        state = State.AT_WORK;
        rest = null;
        fewLeft = false;
        told = 0;
        toldNews = 0;
        SceneWorkflow scene = Workflow.newChildWorkflowStub(
                SceneWorkflow.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(workflowId())
                        .setTaskQueue(TaskQueues.of(film.identity()).films())
                        .setStaticSummary(name())
                        // as its own children: however the film ends, what has begun is kept
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                        .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                        .build());
        Promise<SceneReport> made = Async.function(scene::make, input);
        Workflow.getWorkflowExecution(scene).handle((execution, failure) -> {
            started = failure == null;
            if (started) {
                List<Runnable> all = List.copyOf(untold);
                untold.clear();
                all.forEach(Runnable::run);
            }
            return null;
        });
        made.handle((result, failure) -> {
            ended(result, failure);
            return null;
        });
    }

    private void ended(SceneReport result, RuntimeException failure) {
        boolean meetsEarlier = RootCause.outermost(failure, WorkflowExecutionAlreadyStarted.class)
                .isPresent();
        if (meetsEarlier) {
            state = State.MET_EARLIER;
            untold.clear();
            Workflow.newTimer(
                            FIRST_LOOK.multipliedBy(1L << Math.min(looks++, MOST_DOUBLINGS)),
                            TimerOptions.newBuilder()
                                    .setSummary("until scene " + outline.id() + " of an earlier run has ended")
                                    .build())
                    .thenApply(time -> {
                        state = State.WAITING;
                        return null;
                    });
            return;
        }
        state = State.ENDED;
        if (failure == null) {
            report = result;
        } else {
            // Whether it alone was, or the film, which does not come to its cut then.
            boolean cancelled = RootCause.of(failure) instanceof CanceledFailure;
            trouble = "scene " + outline.id()
                    + (cancelled ? " was cancelled" : " could not be made: " + RootCause.message(failure));
        }
        atEnd.accept(this, trouble);
    }

    /** It was cancelled, and this is what it has. */
    void cancelled(SceneReport last) {
        report = last;
    }

    /** Signals it, as soon as it is there; one that has ended meanwhile needs nothing. */
    void tell(String signal, Object... news) {
        told++;
        if (started) {
            signal(signal, news);
        } else {
            untold.add(() -> signal(signal, news));
        }
    }

    private void signal(String signal, Object... news) {
        telling++;
        ExternalWorkflowStub scene = Workflow.newUntypedExternalWorkflowStub(workflowId());
        Async.procedure(() -> scene.signal(signal, news)).handle((told, ended) -> {
            telling--;
            return null;
        });
    }

    private String name() {
        return outline.title() == null ? "scene " + outline.id() : "scene " + outline.id() + ": " + outline.title();
    }

    /** {@code scene storm: The storm, at work}, for people. */
    String words() {
        String stands =
                switch (state) {
                    case WAITING -> "not begun";
                    case MET_EARLIER -> "waits for an earlier run of it";
                    case AT_WORK -> rests() ? waits() : "at work";
                    case ENDED -> trouble == null ? "ended" : trouble;
                };
        return name() + ", " + stands;
    }

    private String waits() {
        int parked = rest.parked().size() + rest.more();
        return parked == 0 ? "waits for earlier scenes, or for the end of a pause" : parked + " waiting for an answer";
    }

    SceneEntry status() {
        String workflow = state == State.AT_WORK ? workflowId() : null;
        return new SceneEntry(outline.id(), outline.title(), workflow, outline.plan(), hasEnded() ? items() : null);
    }
}
