package dev.framespan.starter.follow;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import java.util.List;

/** Finds out what keeps a film's own activities from going on: reading its plan, joining its clips, writing its receipt. */
final class FilmTrouble {
    private final WorkflowClient client;

    FilmTrouble(WorkflowClient client) {
        this.client = client;
    }

    /** {@code the receipt cannot be written: …, trying again (attempt 7)}; empty where nothing has failed. */
    String note(String workflow) {
        try {
            return words(client.getWorkflowServiceStubs()
                    .blockingStub()
                    .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                            .setNamespace(client.getOptions().getNamespace())
                            .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflow))
                            .build())
                    .getPendingActivitiesList());
        } catch (RuntimeException e) {
            // It has ended meanwhile, or the server is away: the film itself will say so.
            return "";
        }
    }

    static String words(List<PendingActivityInfo> activities) {
        for (PendingActivityInfo activity : activities) {
            String trouble = ChildProgress.trouble(activity);
            if (!trouble.isEmpty()) {
                return trouble + ", trying again (attempt " + activity.getAttempt() + ")";
            }
        }
        return "";
    }
}
