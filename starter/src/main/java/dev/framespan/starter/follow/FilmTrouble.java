package dev.framespan.starter.follow;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import java.time.Instant;
import java.util.List;

/** Finds out what keeps a film's own activities from going on: reading its plan, joining its clips, writing its receipt. */
final class FilmTrouble {
    private static final String ASSEMBLE = "Assemble";
    // A worker that is free takes it at once.
    private static final int TAKEN_SECONDS = 10;

    private final WorkflowClient client;

    FilmTrouble(WorkflowClient client) {
        this.client = client;
    }

    private static boolean waitsForWorker(PendingActivityInfo activity, Instant now) {
        return activity.getActivityType().getName().equals(ASSEMBLE)
                && activity.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED
                && activity.getScheduledTime().getSeconds() > 0
                && activity.getScheduledTime().getSeconds() + TAKEN_SECONDS < now.getEpochSecond();
    }

    /** {@code the receipt cannot be written: …, trying again (attempt 7)}; empty where nothing has failed. */
    String note(String workflow) {
        try {
            return words(
                    client.getWorkflowServiceStubs()
                            .blockingStub()
                            .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                                    .setNamespace(client.getOptions().getNamespace())
                                    .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflow))
                                    .build())
                            .getPendingActivitiesList(),
                    Instant.now());
        } catch (RuntimeException e) {
            // It has ended meanwhile, or the server is away: the film itself will say so.
            return "";
        }
    }

    static String words(List<PendingActivityInfo> activities, Instant now) {
        for (PendingActivityInfo activity : activities) {
            String trouble = ChildProgress.trouble(activity);
            if (!trouble.isEmpty()) {
                return trouble + ", trying again (attempt " + activity.getAttempt() + ")";
            }
            if (waitsForWorker(activity, now)) {
                return "no worker has begun to join it yet: each joins one film at a time (FRAMESPAN_ASSEMBLE_JOBS), and one of an"
                        + " earlier version joins none of these; waiting";
            }
        }
        return "";
    }
}
