package dev.framespan.workflows.film;

import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import java.util.List;

/** What the operator can say to a film of several scenes as a whole; about what waits in a scene, that is answered. */
@WorkflowInterface
public interface ScenesAnswers {
    /** See {@link dev.framespan.workflows.studio.StudioAnswers#goOn}: joins the film, where that waits. */
    @UpdateMethod(name = "continue")
    List<String> goOn();

    @UpdateValidatorMethod(updateName = "continue")
    void validateGoOn();

    /** See {@link dev.framespan.workflows.studio.StudioAnswers#pause}. */
    @UpdateMethod
    void pause();

    @UpdateValidatorMethod(updateName = "pause")
    void validatePause();

    /** See {@link dev.framespan.workflows.studio.StudioAnswers#resume}. */
    @UpdateMethod
    void resume();

    @UpdateValidatorMethod(updateName = "resume")
    void validateResume();
}
