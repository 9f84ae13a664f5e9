package dev.framespan.activities.heartbeat;

import com.google.protobuf.ByteString;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.api.workflowservice.v1.RecordActivityTaskHeartbeatRequest;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;

/**
 * Whether an activity's workflow has asked it to end. An attempt that would fail only to be made again has to ask: the embedded server
 * tells the workflow nothing of one that fails after it was asked, neither that it failed nor that it ended, and makes it again.
 */
public final class CancelCheck {
    private CancelCheck() {}

    /**
     * Asks the server now. The context's own heartbeats are gathered for several seconds, and hear of it later.
     *
     * @throws ActivityCanceledException when it is to end: thrown on, it tells the workflow so
     */
    public static void throwIfAsked(ActivityExecutionContext context) {
        boolean asked;
        try {
            WorkflowClient client = context.getWorkflowClient();
            WorkflowServiceStubs server = client.getWorkflowServiceStubs();
            asked = server.blockingStub()
                    .recordActivityTaskHeartbeat(RecordActivityTaskHeartbeatRequest.newBuilder()
                            .setNamespace(client.getOptions().getNamespace())
                            .setTaskToken(ByteString.copyFrom(context.getTaskToken()))
                            .setIdentity(client.getOptions().getIdentity())
                            .build())
                    .getCancelRequested();
        } catch (RuntimeException e) {
            // Where the server cannot be asked, it cannot be told of a failure either, and tries again by itself.
            return;
        }
        if (asked) {
            throw new ActivityCanceledException(context.getInfo());
        }
    }
}
