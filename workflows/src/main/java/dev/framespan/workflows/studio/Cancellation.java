package dev.framespan.workflows.studio;

import dev.framespan.workflows.Internal;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;

/**
 * Where a workflow was when it was cancelled.
 *
 * @param run id of this run of it
 * @param begunAt when that began
 * @param atWork ids of the stills, clips and speeches that were in progress
 */
@Internal
public record Cancellation(String run, Instant begunAt, List<String> atWork) {
    public Cancellation {
        atWork = List.copyOf(atWork);
    }

    /** Of the workflow that asks. */
    public static Cancellation ofThisRun(List<String> atWork) {
        return new Cancellation(
                Workflow.getInfo().getRunId(),
                Instant.ofEpochMilli(Workflow.getInfo().getRunStartedTimestampMillis()),
                atWork);
    }
}
