package dev.framespan.workflows.film;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.math.BigDecimal;
import java.util.List;

/**
 * Makes a scene of a long film: a child of the film, with the id {@code <film>/<scene>}. It is answered by the {@linkplain
 * dev.framespan.workflows.studio.StudioAnswers Updates} of its own studio.
 */
@WorkflowInterface
public interface SceneWorkflow {
    /** The workflow's type. */
    String TYPE = "SceneWorkflow";

    /** The name of the query. */
    String STATUS = FilmWorkflow.STATUS;

    /** Names of the signals. */
    String IMPORT = "import";

    String BUDGET = "budget";
    String PAUSED = "paused";
    String ROOM = "room";
    String ABANDON = FilmWorkflow.ABANDON;

    /** Ends when all of it is made or left out, and made ready to be cut. Cancelled, it ends as its film does, once it has told that what it has. */
    @WorkflowMethod(name = TYPE)
    SceneReport make(SceneInput input);

    @QueryMethod(name = STATUS)
    FilmStatus status();

    /** Something that it needs is made by another scene, or will not be. */
    @SignalMethod(name = IMPORT)
    void made(List<SceneExport> imports);

    /** The film may cost this now. */
    @SignalMethod(name = BUDGET)
    void raiseBudget(BigDecimal usd);

    /** There may be more room in the film's budget: something in another scene stopped that it had room for. */
    @SignalMethod(name = ROOM)
    void roomMade();

    /** @param paused whether nothing new is begun */
    @SignalMethod(name = PAUSED)
    void paused(boolean paused);

    /** See {@link FilmWorkflow#abandon}. */
    @SignalMethod(name = ABANDON)
    void abandon();
}
