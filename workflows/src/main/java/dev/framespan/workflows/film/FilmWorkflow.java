package dev.framespan.workflows.film;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Makes the film of a plan. Its workflow id is the film's. */
@WorkflowInterface
public interface FilmWorkflow {
    /** The workflow's type. */
    String TYPE = "FilmWorkflow";

    /** The name of the query. */
    String STATUS = "status";

    /** Ends when the film is made, or when all that is left waits for the operator. */
    @WorkflowMethod(name = TYPE)
    FilmReport make(FilmInput input);

    @QueryMethod(name = STATUS)
    FilmStatus status();
}
