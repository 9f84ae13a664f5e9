package dev.framespan.workflows.notice;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Tells the operator of one thing, however long that takes, so that the film which it is about need not wait for it. */
@WorkflowInterface
public interface NotificationWorkflow {
    @WorkflowMethod(name = "Notification")
    void tell(Notice notice);
}
