package dev.framespan.starter.follow;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflow.v1.PendingWorkflowTaskInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Finds out what keeps a film's workflow and its own activities from going on: reading its plan, joining its clips, writing its receipt. */
final class FilmTrouble {
    /** No worker has taken it to be joined. */
    static final String NOT_JOINED =
            "no worker has begun to join it yet: each joins one film at a time (FRAMESPAN_ASSEMBLE_JOBS), and one of an"
                    + " earlier version joins none of these; waiting";

    private static final Set<String> CUTS = Set.of("Assemble", "AssembleScenes");
    // A worker that is free takes it at once.
    private static final int TAKEN_SECONDS = 10;
    // A worker that dies with a task in its hands has it given to the next one.
    private static final int OF_DEAD_WORKERS = 3;

    private final WorkflowClient client;

    FilmTrouble(WorkflowClient client) {
        this.client = client;
    }

    private static boolean waitsForWorker(PendingActivityInfo activity, Instant now) {
        return CUTS.contains(activity.getActivityType().getName())
                && activity.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED
                && activity.getScheduledTime().getSeconds() > 0
                && activity.getScheduledTime().getSeconds() + TAKEN_SECONDS < now.getEpochSecond();
    }

    /** {@code the receipt cannot be written: …, trying again (attempt 7)}; empty where nothing has failed. */
    String note(String workflow) {
        try {
            return words(described(workflow).getPendingActivitiesList(), Instant.now());
        } catch (RuntimeException e) {
            // It has ended meanwhile, or the server is away: the film itself will say so.
            return "";
        }
    }

    /** That no worker can go on with its workflow, where that is why none answers; else empty. */
    String standstill(String workflow) {
        try {
            return standstill(described(workflow).getPendingWorkflowTask());
        } catch (RuntimeException e) {
            return "";
        }
    }

    static String standstill(PendingWorkflowTaskInfo task) {
        return task.getAttempt() > OF_DEAD_WORKERS
                ? "this version of the worker cannot go on with the film: start the one of before, or one that is mended, in its"
                        + " stead; nothing is lost"
                : "";
    }

    private DescribeWorkflowExecutionResponse described(String workflow) {
        return client.getWorkflowServiceStubs()
                .blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(client.getOptions().getNamespace())
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflow))
                        .build());
    }

    static String words(List<PendingActivityInfo> activities, Instant now) {
        for (PendingActivityInfo activity : activities) {
            String trouble = ChildProgress.trouble(activity);
            if (!trouble.isEmpty()) {
                return trouble + ", trying again (attempt " + activity.getAttempt() + ")";
            }
            if (waitsForWorker(activity, now)) {
                return NOT_JOINED;
            }
        }
        return "";
    }
}
