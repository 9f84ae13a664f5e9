package dev.framespan.starter.temporal;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.util.Timestamps;
import io.temporal.api.enums.v1.CommandType;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.testservice.v1.GetCurrentTimeResponse;
import io.temporal.api.testservice.v1.TestServiceGrpc.TestServiceImplBase;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.internal.testservice.TestWorkflowService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a workflow task cancels.
 *
 * @param run whose task it is
 * @param activities the ids of its activities
 * @param due when the first of its timers fires, in milliseconds of the server's clock; empty where it cancels none
 */
record Cancellations(Run run, Set<String> activities, OptionalLong due) {
    /** A timer that is due fires within so long, on another thread. */
    private static final long FIRING_MILLIS = 50;

    static Cancellations of(RespondWorkflowTaskCompletedRequest completed, TestWorkflowService service) {
        Run run = Run.of(completed.getTaskToken());
        Set<Long> scheduled = completed.getCommandsList().stream()
                .filter(command -> command.getCommandType() == CommandType.COMMAND_TYPE_REQUEST_CANCEL_ACTIVITY_TASK)
                .map(command ->
                        command.getRequestCancelActivityTaskCommandAttributes().getScheduledEventId())
                .collect(Collectors.toSet());
        Set<String> timers = completed.getCommandsList().stream()
                .filter(command -> command.getCommandType() == CommandType.COMMAND_TYPE_CANCEL_TIMER)
                .map(command -> command.getCancelTimerCommandAttributes().getTimerId())
                .collect(Collectors.toSet());
        if (scheduled.isEmpty() && timers.isEmpty()) {
            return new Cancellations(run, Set.of(), OptionalLong.empty());
        }
        List<HistoryEvent> history = run.history(service);
        return new Cancellations(
                run,
                history.stream()
                        .filter(event -> scheduled.contains(event.getEventId()))
                        .map(Cancellations::activity)
                        .collect(Collectors.toSet()),
                history.stream()
                        .filter(event -> event.hasTimerStartedEventAttributes()
                                && timers.contains(
                                        event.getTimerStartedEventAttributes().getTimerId()))
                        .mapToLong(Cancellations::due)
                        .min());
    }

    boolean isEmpty() {
        return activities.isEmpty() && due.isEmpty();
    }

    private static String activity(HistoryEvent scheduled) {
        return scheduled.getActivityTaskScheduledEventAttributes().getActivityId();
    }

    private static long due(HistoryEvent started) {
        return Timestamps.toMillis(Timestamps.add(
                started.getEventTime(), started.getTimerStartedEventAttributes().getStartToFireTimeout()));
    }

    /** Whether one of the activities has ended meanwhile. */
    boolean areLate(TestWorkflowService service) {
        return run.described(service)
                .filter(found -> !found.getPendingActivitiesList().stream()
                        .map(PendingActivityInfo::getActivityId)
                        .collect(Collectors.toSet())
                        .containsAll(activities))
                .isPresent();
    }

    /**
     * Waits for a timer that is due, or as good as that, to fire. Nothing says whether it has: it may have done so already.
     *
     * @return whether there is such a timer
     */
    boolean awaitTimers(TestServiceImplBase time) {
        OptionalLong now = due.isPresent() ? now(time) : OptionalLong.empty();
        if (now.isEmpty() || due.getAsLong() - now.getAsLong() > FIRING_MILLIS) {
            return false;
        }
        long left = due.getAsLong() - now.getAsLong();
        try {
            Thread.sleep(Math.max(left, 0) + FIRING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private static OptionalLong now(TestServiceImplBase time) {
        ServiceAnswer<GetCurrentTimeResponse> answer = new ServiceAnswer<>();
        time.getCurrentTime(Empty.getDefaultInstance(), answer);
        return answer.get().stream()
                .mapToLong(found -> Timestamps.toMillis(found.getTime()))
                .findFirst();
    }

    /** Whether the activity of this task was asked to end. */
    static boolean isAskedToEnd(ByteString token, TestWorkflowService service) {
        Run run = Run.of(token);
        Set<String> asked = run.described(service).stream()
                .flatMap(found -> found.getPendingActivitiesList().stream())
                .filter(activity -> activity.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_CANCEL_REQUESTED)
                .map(PendingActivityInfo::getActivityId)
                .collect(Collectors.toSet());
        if (asked.isEmpty()) {
            return false;
        }
        long scheduled = Run.scheduledEvent(token);
        Optional<HistoryEvent> event = run.history(service).stream()
                .filter(found -> found.getEventId() == scheduled)
                .findFirst();
        return event.map(Cancellations::activity).filter(asked::contains).isPresent();
    }
}
