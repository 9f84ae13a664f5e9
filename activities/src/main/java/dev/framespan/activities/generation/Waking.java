package dev.framespan.activities.generation;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.ResetActivityRequest;
import io.temporal.client.ActivityCompletionClient;
import io.temporal.client.ActivityNotExistsException;
import io.temporal.client.WorkflowClient;
import java.util.Optional;

/** Wakes activities that wait for a task, between two of their attempts. One that waits no more is left alone. */
public interface Waking {
    /**
     * Ends one: its task has completed.
     *
     * @param workflow the id of the workflow whose activity it is
     * @param run of that workflow
     * @throws RuntimeException when the server does not answer
     */
    void complete(String workflow, String run, String activity);

    /**
     * Has one make its next attempt at once, which finds out how it ends: a server takes a failure from nothing but an attempt. On a server
     * that has no such thing it is left alone.
     *
     * @param workflow the id of the workflow whose activity it is
     * @param run of that workflow
     * @throws RuntimeException when the server does not answer
     */
    void lookNow(String workflow, String run, String activity);

    /** On a real server: the embedded one takes neither, and its client would try for ever. */
    static Waking on(WorkflowClient client) {
        ActivityCompletionClient completions = client.newActivityCompletionClient();
        return new Waking() {
            @Override
            public void complete(String workflow, String run, String activity) {
                try {
                    completions.complete(workflow, Optional.of(run), activity, null);
                } catch (ActivityNotExistsException e) {
                    return;
                }
            }

            @Override
            public void lookNow(String workflow, String run, String activity) {
                try {
                    client.getWorkflowServiceStubs()
                            .blockingStub()
                            .resetActivity(ResetActivityRequest.newBuilder()
                                    .setNamespace(client.getOptions().getNamespace())
                                    .setExecution(WorkflowExecution.newBuilder()
                                            .setWorkflowId(workflow)
                                            .setRunId(run))
                                    .setId(activity)
                                    .setIdentity(client.getOptions().getIdentity())
                                    .build());
                } catch (StatusRuntimeException e) {
                    Status.Code code = e.getStatus().getCode();
                    // Its poll finds out, where it waits no more or the server is older than this.
                    if (code != Status.Code.NOT_FOUND && code != Status.Code.UNIMPLEMENTED) {
                        throw e;
                    }
                }
            }
        };
    }
}
