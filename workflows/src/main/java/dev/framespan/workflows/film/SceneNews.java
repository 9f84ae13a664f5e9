package dev.framespan.workflows.film;

import dev.framespan.workflows.asset.Asset;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import java.util.List;

/** What scenes tell their film. */
@WorkflowInterface
public interface SceneNews {
    String MADE = "made";
    String RESTS = "rests";
    String MOVES = "moves";
    String FEW_LEFT = "few-left";
    String ROOM = "room";
    String PLANNED = "planned";
    String CANCELLED = "cancelled";

    /** Something that later scenes need is made, or will not be. */
    @SignalMethod(name = MADE)
    void made(List<SceneExport> exports);

    /** Nothing moves in a scene, or it waits for something else than it has said: the next may begin in its stead. */
    @SignalMethod(name = RESTS)
    void rests(SceneRest rest);

    /** A scene that rested was answered, and moves again. What it is told by its film, or asks again by itself, it does not tell. */
    @SignalMethod(name = MOVES)
    void moves(String scene);

    /** Few of a scene's stills and clips are left to be made: the next may begin beside it, so that the provider always has enough to do. */
    @SignalMethod(name = FEW_LEFT)
    void fewLeft(String scene);

    /** There may be more room in the film's budget: something in a scene stopped that it had room for. */
    @SignalMethod(name = ROOM)
    void roomMade(String scene);

    /** The film goes by another plan, in which something of a scene is made otherwise. */
    @SignalMethod(name = PLANNED)
    void planned(Asset plan);

    /** A cancelled scene has ended, which a workflow's result cannot say. */
    @SignalMethod(name = CANCELLED)
    void cancelled(SceneReport report);
}
