package dev.framespan.starter.temporal;

import dev.framespan.workflows.film.FilmWorkflow;
import java.util.List;

/** The films at work on a Temporal server, of whichever store: the ids of their workflows, {@code storm@3f2a9c1e}. */
public final class OpenFilms {
    private static final String QUERY = "WorkflowType = '" + FilmWorkflow.TYPE + "' AND ExecutionStatus = 'Running'";

    private OpenFilms() {}

    /** In alphabetical order. A film that was begun a moment ago may be missing. */
    public static List<String> on(TemporalConnection connection) {
        return connection
                .client()
                .listExecutions(QUERY)
                .map(film -> film.getExecution().getWorkflowId())
                .sorted()
                .toList();
    }
}
