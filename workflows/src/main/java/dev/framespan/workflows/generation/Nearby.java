package dev.framespan.workflows.generation;

import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;

/**
 * Work on the machine that has its file at hand, by a task queue of that machine alone (Temporal calls it worker-specific), where a worker there takes it soon; else on any machine, which fetches the file from the
 * store. An activity that was not taken in time has not begun, and costs its history three events.
 */
public final class Nearby {
    // Longer than a worker takes that is free, shorter than a clip takes that is fetched once more.
    private static final Duration TAKEN_WITHIN = Duration.ofSeconds(5);

    private Nearby() {}

    /** @param machine as {@link Fetched#machine()} */
    public static ActivityOptions on(String queue, String machine, ActivityOptions options) {
        return ActivityOptions.newBuilder(options)
                .setTaskQueue(TaskQueues.nearby(queue, machine))
                .setScheduleToStartTimeout(TAKEN_WITHIN)
                .build();
    }

    /** Whether an activity failed since no worker took it in time. */
    public static boolean isUntaken(RuntimeException failure) {
        return failure instanceof ActivityFailure
                && failure.getCause() instanceof TimeoutFailure timeout
                && timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START;
    }
}
