package dev.framespan.starter.film;

import dev.framespan.starter.progress.ItemView;
import dev.framespan.workflows.generation.AwaitActivity;
import dev.framespan.workflows.generation.AwaitActivity.Waiting;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.text.SafeText;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverterException;
import java.util.List;
import java.util.Optional;

/** Finds out what a still or clip in motion is at, from the activity that its workflow waits for. */
final class ChildProgress {
    private static final int LONGEST_TROUBLE = 200;

    private final WorkflowClient client;

    ChildProgress(WorkflowClient client) {
        this.client = client;
    }

    ItemView view(Item item) {
        try {
            List<PendingActivityInfo> pending = client.getWorkflowServiceStubs()
                    .blockingStub()
                    .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                            .setNamespace(client.getOptions().getNamespace())
                            .setExecution(WorkflowExecution.newBuilder().setWorkflowId(item.workflow()))
                            .build())
                    .getPendingActivitiesList();
            return pending.isEmpty() ? asked(item) : view(item, pending.get(0));
        } catch (RuntimeException e) {
            // It has ended meanwhile, or the server is away: the film itself will say so.
            return ItemView.of(item);
        }
    }

    static ItemView view(Item item, PendingActivityInfo activity) {
        return switch (activity.getActivityType().getName()) {
            case "Submit" -> ItemView.moving(item, "submitting");
            case "Await" -> waiting(item, activity).heldUp(trouble(activity));
            case "Fetch" -> ItemView.moving(item, "fetching").heldUp(trouble(activity));
            case "Verify", "Reject" -> ItemView.moving(item, "checking");
            case "Cancel" -> ItemView.moving(item, "cancelling");
            default -> ItemView.of(item);
        };
    }

    /** What the last attempt met, in words of its own; "not yet" is no trouble, and a worker that died says nothing. */
    private static String trouble(PendingActivityInfo activity) {
        Failure last = activity.getLastFailure();
        boolean told = last.hasApplicationFailureInfo()
                && !last.getApplicationFailureInfo().getType().equals(AwaitActivity.NOT_YET);
        return told ? SafeText.cut(SafeText.gathered(last.getMessage()), LONGEST_TROUBLE) : "";
    }

    private static ItemView waiting(Item item, PendingActivityInfo activity) {
        Waiting waiting = Waiting.NEW;
        if (activity.hasHeartbeatDetails()) {
            try {
                waiting = Payloads.converter()
                        .fromPayloads(0, Optional.of(activity.getHeartbeatDetails()), Waiting.class, Waiting.class);
            } catch (DataConverterException e) {
                waiting = Waiting.NEW;
            }
        }
        if (waiting.missing() > 0) {
            return ItemView.moving(item, ItemView.UNKNOWN);
        }
        return switch (waiting.state()) {
            case "processing" -> ItemView.rendering(item, waiting.percent());
            case "queued" -> ItemView.moving(item, "queued");
            default -> ItemView.moving(item, "submitted");
        };
    }

    private ItemView asked(Item item) {
        String words = client.newUntypedWorkflowStub(item.workflow()).query("waitingFor", String.class);
        return words == null || words.isEmpty() ? ItemView.of(item) : ItemView.moving(item, words);
    }
}
