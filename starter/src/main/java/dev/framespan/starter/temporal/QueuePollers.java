package dev.framespan.starter.temporal;

import com.google.protobuf.util.Timestamps;
import dev.framespan.workflows.generation.QueueKind;
import dev.framespan.workflows.generation.TaskQueues;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Which task queues workers poll, as their Temporal server knows it. */
public final class QueuePollers {
    // A poll lasts a minute; the server remembers a poller for five.
    private static final Duration POLL = Duration.ofSeconds(75);

    private final WorkflowServiceStubs service;
    private final String namespace;
    private final TaskQueues queues;

    public QueuePollers(WorkflowClient client, TaskQueues queues) {
        this(client.getWorkflowServiceStubs(), client.getOptions().getNamespace(), queues);
    }

    QueuePollers(WorkflowServiceStubs service, String namespace, TaskQueues queues) {
        this.service = service;
        this.namespace = namespace;
        this.queues = queues;
    }

    /**
     * Those of some kinds that no worker polls.
     *
     * @return empty where the server cannot say just now
     * @throws UnsupportedOperationException when it never can: the embedded server, whose worker is in the same process
     */
    public Set<QueueKind> missing(Set<QueueKind> wanted) {
        Set<QueueKind> missing = EnumSet.noneOf(QueueKind.class);
        try {
            for (QueueKind kind : wanted) {
                if (!isPolled(kind.of(queues))) {
                    missing.add(kind);
                }
            }
            return missing;
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                throw new UnsupportedOperationException(e);
            }
            return EnumSet.noneOf(QueueKind.class);
        }
    }

    /** Whether a worker asks for workflow tasks of a queue; true also where the server cannot say. */
    public static boolean areThere(WorkflowClient client, String queue) {
        QueuePollers pollers = new QueuePollers(client, TaskQueues.WITHOUT_IDENTITY);
        try {
            return pollers.isPolled(queue, TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW);
        } catch (StatusRuntimeException e) {
            return true;
        }
    }

    private boolean isPolled(String queue) {
        return isPolled(queue, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY);
    }

    private boolean isPolled(String queue, TaskQueueType type) {
        long since = Instant.now().minus(POLL).toEpochMilli();
        return service
                .blockingStub()
                .describeTaskQueue(DescribeTaskQueueRequest.newBuilder()
                        .setNamespace(namespace)
                        .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                        .setTaskQueueType(type)
                        .build())
                .getPollersList()
                .stream()
                .anyMatch(poller -> Timestamps.toMillis(poller.getLastAccessTime()) > since);
    }
}
