package dev.framespan.workflows.studio;

import dev.framespan.workflows.Internal;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How long what a film's records need may take, and how often it is tried. */
@Internal
public final class RecordOptions {
    /** Of a few small records. */
    public static final ActivityOptions RECORDS = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(30)) // a few small records
            .setScheduleToCloseTimeout(Duration.ofDays(30)) // workers may be away for a long holiday
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setMaximumInterval(Duration.ofMinutes(1))
                    .build())
            .build();

    /** A receipt looks up in the whole ledger what was given back, and a store of thousands of shots takes its time. */
    public static final ActivityOptions RECEIPT = ActivityOptions.newBuilder(RECORDS)
            .setStartToCloseTimeout(Duration.ofMinutes(5))
            .setHeartbeatTimeout(Duration.ofSeconds(15)) // a beat every four
            .build();

    private RecordOptions() {}

    /** An activity with these options on a queue. */
    public static <T> T stub(Class<T> activity, ActivityOptions options, String queue) {
        return Workflow.newActivityStub(
                activity,
                ActivityOptions.newBuilder(options).setTaskQueue(queue).build());
    }
}
