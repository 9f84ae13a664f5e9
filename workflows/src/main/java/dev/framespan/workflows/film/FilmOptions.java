package dev.framespan.workflows.film;

import dev.framespan.workflows.assembly.CutOptions;
import dev.framespan.workflows.generation.TaskQueues;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How long what a film's records need may take, and how often it is tried. */
final class FilmOptions {
    static final ActivityOptions RECORDS = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(30)) // a few small records
            .setScheduleToCloseTimeout(Duration.ofDays(30)) // workers may be away for a long holiday
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setMaximumInterval(Duration.ofMinutes(1))
                    .build())
            .build();

    // A receipt looks up in the whole ledger what was given back, and a store of thousands of shots takes its time.
    static final ActivityOptions RECEIPT = ActivityOptions.newBuilder(RECORDS)
            .setStartToCloseTimeout(Duration.ofMinutes(5))
            .setHeartbeatTimeout(Duration.ofSeconds(15)) // a beat every four
            .build();

    private FilmOptions() {}

    static <T> T records(Class<T> activity, ActivityOptions options, FilmInput input) {
        return stub(activity, options, TaskQueues.of(input.identity()).films());
    }

    static ScenesAssemblyActivity cut(FilmInput input) {
        return stub(
                ScenesAssemblyActivity.class,
                CutOptions.CUT,
                TaskQueues.of(input.identity()).assemble());
    }

    private static <T> T stub(Class<T> activity, ActivityOptions options, String queue) {
        return Workflow.newActivityStub(
                activity,
                ActivityOptions.newBuilder(options).setTaskQueue(queue).build());
    }
}
