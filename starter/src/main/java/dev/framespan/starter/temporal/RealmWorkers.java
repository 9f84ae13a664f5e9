package dev.framespan.starter.temporal;

import com.google.protobuf.util.Timestamps;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.generation.WorkIdentity;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a worker that pays a film's provider is there. Any worker of the store takes the film itself; purchases wait for those of its
 * realm alone.
 */
public final class RealmWorkers {
    private static final Duration EVERY = Duration.ofSeconds(10);
    // A poll lasts a minute; the server remembers a poller for five.
    private static final Duration POLL = Duration.ofSeconds(75);

    private final WorkflowServiceStubs service;
    private final String namespace;
    private final WorkIdentity identity;
    private Instant next;
    private boolean missing;

    /** @param identity whose workers make the film; null for one of before workflows remembered it, of which nothing is said */
    public RealmWorkers(WorkflowServiceStubs service, String namespace, WorkIdentity identity) {
        this.service = service;
        this.namespace = namespace;
        this.identity = identity;
        this.next = identity == null ? Instant.MAX : Instant.MIN;
    }

    /** What is to be said about it; empty where a worker is there, or the server cannot say. */
    public String note() {
        if (Instant.now().isAfter(next)) {
            missing = isMissing();
        }
        return missing
                ? "no worker that pays " + identity.realm() + " is there: start one with framespan worker; waiting"
                : "";
    }

    private boolean isMissing() {
        next = Instant.now().plus(EVERY);
        try {
            long since = Instant.now().minus(POLL).toEpochMilli();
            return service
                    .blockingStub()
                    .describeTaskQueue(DescribeTaskQueueRequest.newBuilder()
                            .setNamespace(namespace)
                            .setTaskQueue(TaskQueue.newBuilder()
                                    .setName(TaskQueues.of(identity).submit()))
                            .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY)
                            .build())
                    .getPollersList()
                    .stream()
                    .noneMatch(poller -> Timestamps.toMillis(poller.getLastAccessTime()) > since);
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                // The embedded server; its worker is in the same process.
                next = Instant.MAX;
            }
            return false;
        }
    }
}
