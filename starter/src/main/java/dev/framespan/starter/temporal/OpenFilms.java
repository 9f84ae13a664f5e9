package dev.framespan.starter.temporal;

import dev.framespan.workflows.film.FilmWorkflow;
import dev.framespan.workflows.studio.RunSettings;
import io.temporal.client.WorkflowExecutionMetadata;
import java.util.List;

/**
 * The films at work on a Temporal server, of whichever store, be it by a storyboard or by a workflow of one's own: the ids of their workflows,
 * {@code storm@3f2a9c1e}.
 */
public final class OpenFilms {
    // What films are made of is by far the most; of workflows of one's own the types are not known.
    private static final String QUERY = "ExecutionStatus = 'Running' AND WorkflowType != 'GenerationWorkflow' AND"
            + " WorkflowType != 'SceneWorkflow'";

    private OpenFilms() {}

    /** In alphabetical order. A film that was begun a moment ago may be missing. */
    public static List<String> on(TemporalConnection connection) {
        return connection
                .client()
                .listExecutions(QUERY)
                .filter(OpenFilms::isFilm)
                .map(film -> film.getExecution().getWorkflowId())
                .sorted()
                .toList();
    }

    private static boolean isFilm(WorkflowExecutionMetadata workflow) {
        return workflow.getWorkflowType().equals(FilmWorkflow.TYPE)
                || workflow.getMemo(RunSettings.MEMO, RunSettings.class) != null;
    }
}
