package dev.framespan.workflows.studio;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

@WorkflowInterface
public interface SongWorkflow {
    @WorkflowMethod
    Film make(StudioSettings settings);
}
