package dev.framespan.testkit;

import dev.framespan.workflows.studio.Film;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** A film of five shots, two of which begin with one still. */
@WorkflowInterface
public interface FiveShots {
    @WorkflowMethod
    Film make();
}
