package dev.framespan.starter.render;

import dev.framespan.workflows.studio.RunSettings;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.util.function.Consumer;

/** What a run says where its film is made, and not delivered as it is because the workflow's jar is another one since. */
final class JarNotice {
    private JarNotice() {}

    /** Tells the operator why it is made anew. */
    static void give(FilmWorkflows films, RenderRequest wanted, Consumer<String> say) {
        if (films.find(wanted.film())
                .filter(run -> run.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED)
                .filter(run -> wanted.isOf((String) run.getMemo(RunSettings.PLAN, String.class)))
                .filter(run -> FilmWorkflows.isOfAnotherJar(run, wanted))
                .isPresent()) {
            say.accept("the jar of " + wanted.run().type() + " is another one than made the film " + wanted.film()
                    + ": it is made anew, and what was bought for it is not bought again");
        }
    }
}
