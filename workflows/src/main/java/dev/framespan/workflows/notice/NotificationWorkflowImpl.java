package dev.framespan.workflows.notice;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** See {@link NotificationWorkflow}. */
public final class NotificationWorkflowImpl implements NotificationWorkflow {
    private static final ActivityOptions OPTIONS = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofMinutes(1)) // a program has half of that, a call ten seconds
            .setScheduleToCloseTimeout(Duration.ofDays(8)) // what cannot be told for a week is no news any more
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(5))
                    .setMaximumInterval(Duration.ofMinutes(15))
                    .build())
            .build();

    private final NotifyActivity activity = Workflow.newActivityStub(NotifyActivity.class, OPTIONS);

    @Override
    public void tell(Notice notice) {
        activity.tell(notice);
    }
}
