package dev.framespan.starter.follow;

import dev.framespan.starter.progress.ItemView;
import dev.framespan.starter.progress.Step;
import dev.framespan.workflows.generation.AwaitActivity;
import dev.framespan.workflows.generation.AwaitActivity.Waiting;
import dev.framespan.workflows.generation.CancelActivity;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.FetchActivity;
import dev.framespan.workflows.generation.GenerationWorkflow;
import dev.framespan.workflows.generation.GiveBackActivity;
import dev.framespan.workflows.generation.SubmitActivity;
import dev.framespan.workflows.generation.VerifyActivity;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.text.SafeText;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.metadata.POJOActivityInterfaceMetadata;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out the step of a still or clip that is being made, from the activity that its workflow waits for; and whether one that was cancelled
 * is here.
 */
final class ChildProgress {
    private static final int LONGEST_TROUBLE = 200;
    // A submission that is only tried takes less; between two tries the reason to wait still holds.
    private static final int TRY_SECONDS = 3;

    private static final Map<String, Step> STEPS = new HashMap<>();

    static {
        steps(SubmitActivity.class, Step.SUBMITTING);
        steps(AwaitActivity.class, Step.SUBMITTED);
        steps(FetchActivity.class, Step.FETCHING);
        steps(VerifyActivity.class, Step.CHECKING);
        steps(CancelActivity.class, Step.CANCELLING);
        steps(GiveBackActivity.class, Step.CANCELLING);
    }

    private static final String VERIFY = typeOf(VerifyActivity.class, "verify");

    private final WorkflowClient client;
    // What a workflow that has ended did changes no more.
    private final Map<String, Boolean> kept = new HashMap<>();

    ChildProgress(WorkflowClient client) {
        this.client = client;
    }

    private static void steps(Class<?> activity, Step step) {
        POJOActivityInterfaceMetadata.newInstance(activity)
                .getMethodsMetadata()
                .forEach(method -> STEPS.put(method.getActivityTypeName(), step));
    }

    private static String typeOf(Class<?> activity, String method) {
        return POJOActivityInterfaceMetadata.newInstance(activity).getMethodsMetadata().stream()
                .filter(each -> each.getMethod().getName().equals(method))
                .findFirst()
                .orElseThrow()
                .getActivityTypeName();
    }

    /** Whether what was cancelled is here all the same: it had begun, and was waited for. */
    synchronized boolean hasKept(Item item) {
        if (item.workflow() == null || item.stop() == null || item.stop().kind() != FailureKind.CANCELLED) {
            return false;
        }
        try {
            return kept.computeIfAbsent(
                    item.workflow(),
                    child -> isVerified(client.fetchHistory(child).getEvents()));
        } catch (RuntimeException e) {
            // The server is away: that it has stopped is true as well.
            return false;
        }
    }

    /** Whether a workflow has decoded what it was to make, and entered it in the ledger. */
    static boolean isVerified(List<HistoryEvent> history) {
        Set<Long> verifications = history.stream()
                .filter(event -> event.getActivityTaskScheduledEventAttributes()
                        .getActivityType()
                        .getName()
                        .equals(VERIFY))
                .map(HistoryEvent::getEventId)
                .collect(Collectors.toSet());
        return history.stream()
                .filter(HistoryEvent::hasActivityTaskCompletedEventAttributes)
                .anyMatch(event -> verifications.contains(
                        event.getActivityTaskCompletedEventAttributes().getScheduledEventId()));
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
            ItemView view = pending.isEmpty() ? ItemView.of(item) : view(item, pending.get(0));
            // What has said already why it waits need not be asked, which costs its workflow a replay.
            boolean mayBeHeldBack = pending.isEmpty()
                    || trouble(pending.get(0)).isEmpty()
                            && (view.step() == Step.STARTING
                                    || view.step() == Step.SUBMITTING && !hasLasted(pending.get(0)));
            return mayBeHeldBack ? heldBack(item).orElse(view) : view;
        } catch (RuntimeException e) {
            // It has ended meanwhile, or the server is away: the film itself will say so.
            return ItemView.of(item);
        }
    }

    static ItemView view(Item item, PendingActivityInfo activity) {
        Step step = STEPS.getOrDefault(activity.getActivityType().getName(), Step.STARTING);
        return (step == Step.SUBMITTED ? atTheProvider(item, activity) : ItemView.inProgress(item, step))
                .withTrouble(trouble(activity));
    }

    /** What the last attempt met, in words of its own; "not yet" is no trouble, and a worker that died says nothing. */
    static String trouble(PendingActivityInfo activity) {
        Failure last = activity.getLastFailure();
        boolean hasWords = last.hasApplicationFailureInfo()
                && !last.getApplicationFailureInfo().getType().equals(AwaitActivity.NOT_YET);
        return hasWords ? SafeText.cut(SafeText.gathered(last.getMessage()), LONGEST_TROUBLE) : "";
    }

    private static ItemView atTheProvider(Item item, PendingActivityInfo activity) {
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
            return ItemView.inProgress(item, Step.UNKNOWN);
        }
        return switch (waiting.state()) {
            case PROCESSING -> ItemView.rendering(item, waiting.percent());
            case QUEUED -> ItemView.inProgress(item, Step.QUEUED);
            case SUBMITTED -> ItemView.inProgress(item, Step.SUBMITTED);
        };
    }

    private static boolean hasLasted(PendingActivityInfo activity) {
        long started = activity.getLastStartedTime().getSeconds();
        return started > 0 && Instant.now().getEpochSecond() - started > TRY_SECONDS;
    }

    private Optional<ItemView> heldBack(Item item) {
        String words =
                client.newUntypedWorkflowStub(item.workflow()).query(GenerationWorkflow.WAITING_FOR, String.class);
        return Optional.ofNullable(words).filter(why -> !why.isEmpty()).map(why -> ItemView.heldBack(item, why));
    }
}
