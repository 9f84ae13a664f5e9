package dev.framespan.testkit;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.util.List;

/** What the history of a run tells when its test has ended. */
final class RunHistories {
    private RunHistories() {}

    /** Whether activities or children were still under way when it ended, or now. */
    static boolean hasEndedInTheMiddle(WorkflowExecutionHistory history) {
        int underWay = 0;
        for (HistoryEvent event : history.getEvents()) {
            underWay += switch (event.getEventType()) {
                case EVENT_TYPE_ACTIVITY_TASK_SCHEDULED, EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED -> 1;
                case EVENT_TYPE_ACTIVITY_TASK_COMPLETED,
                        EVENT_TYPE_ACTIVITY_TASK_FAILED,
                        EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT,
                        EVENT_TYPE_ACTIVITY_TASK_CANCELED,
                        EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_FAILED,
                        EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_COMPLETED,
                        EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_FAILED,
                        EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_TIMED_OUT,
                        EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_TERMINATED,
                        EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_CANCELED -> -1;
                default -> 0;
            };
        }
        return underWay > 0;
    }

    /** @throws AssertionError where the code that has just left the history does not do the same again */
    static void requireDeterministic(WorkflowExecutionHistory history, Worker worker) {
        EventType last = last(history).getEventType();
        if (last != EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED
                && last != EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW
                && last != EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED) {
            return;
        }
        try {
            WorkflowReplayer.replayWorkflowExecution(Histories.ofReplay(history), worker);
        } catch (Exception e) {
            String type = history.getEvents()
                    .get(0)
                    .getWorkflowExecutionStartedEventAttributes()
                    .getWorkflowType()
                    .getName();
            throw new AssertionError(
                    type + " does something else when it runs again: " + Histories.difference(e)
                            + "; take time, chance and everything outside from Workflow, or from an activity",
                    e);
        }
    }

    private static HistoryEvent last(WorkflowExecutionHistory history) {
        List<HistoryEvent> events = history.getEvents();
        return events.get(events.size() - 1);
    }

    /** The id of the run that goes on where this one has continued as new; empty where none does. */
    static String next(WorkflowExecutionHistory history) {
        return last(history).getWorkflowExecutionContinuedAsNewEventAttributes().getNewExecutionRunId();
    }
}
