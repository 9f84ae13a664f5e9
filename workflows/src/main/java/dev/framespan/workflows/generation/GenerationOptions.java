package dev.framespan.workflows.generation;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/** Timeouts and retries of the activities that make a still or clip, with their reasons. */
final class GenerationOptions {
    /**
     * Workers may be away over a long weekend, or a holiday. When it is over nothing is lost: the ledger is asked anew. It is not
     * longer because an activity that no worker takes should be looked at some day.
     */
    private static final Duration LONGEST = Duration.ofDays(30);

    /**
     * Temporal makes it again while it waits for a permit, and when its worker died. Everything else is final: whether a submission may be
     * made again is for the ledger to say, which each attempt asks first.
     */
    static final ActivityOptions SUBMIT = ActivityOptions.newBuilder()
            .setTaskQueue(TaskQueues.SUBMIT)
            // two links, a claim, a request of a minute, or of two where it is speech and has no links, and a slow disk
            .setStartToCloseTimeout(Duration.ofMinutes(5))
            // what was posted while the film is cancelled must be known, or it could not be given back
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setScheduleToCloseTimeout(LONGEST) // a permit may be waited for while other films are made
            .setHeartbeatTimeout(Duration.ofSeconds(15)) // a dead worker is noticed before its claim runs out
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1)) // after a dead worker; what waits names its own delay
                    .setBackoffCoefficient(1)
                    .build())
            .build();

    static final ActivityOptions AWAIT = ActivityOptions.newBuilder()
            .setTaskQueue(TaskQueues.AWAIT)
            .setStartToCloseTimeout(Duration.ofSeconds(20)) // one status call, given up after fifteen
            .setScheduleToCloseTimeout(LONGEST)
            .setHeartbeatTimeout(Duration.ofSeconds(10)) // a beat every four: the look of a dead worker is made again
            .setCancellationType(ActivityCancellationType.TRY_CANCEL) // it holds nothing that could be left behind
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1)) // after a dead worker; "not yet" names its own delay
                    .setBackoffCoefficient(1)
                    .build())
            .build();

    static final ActivityOptions FETCH = ActivityOptions.newBuilder()
            .setTaskQueue(TaskQueues.FETCH)
            .setStartToCloseTimeout(Duration.ofMinutes(30)) // 2 GB at 10 Mbit/s
            .setScheduleToCloseTimeout(LONGEST) // a link lives a day, and a fresh one is asked for at each attempt
            .setHeartbeatTimeout(Duration.ofSeconds(15)) // a beat every four
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setMaximumInterval(Duration.ofMinutes(1))
                    .build())
            .build();

    static final ActivityOptions VERIFY = ActivityOptions.newBuilder()
            .setTaskQueue(TaskQueues.MEDIA)
            .setStartToCloseTimeout(
                    Duration.ofMinutes(30)) // the longest clip at 4K on a slow core, a hundred times over
            .setScheduleToCloseTimeout(LONGEST)
            .setHeartbeatTimeout(Duration.ofSeconds(20)) // a beat every second, also while it waits for a core
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setMaximumInterval(Duration.ofSeconds(10))
                    .setMaximumAttempts(20) // deaths of workers count, too; what kills the decoder each time is no use
                    .build())
            .build();

    static final ActivityOptions CANCEL = ActivityOptions.newBuilder()
            .setTaskQueue(TaskQueues.SUBMIT)
            .setStartToCloseTimeout(Duration.ofSeconds(40))
            // the caller that cancels is waiting; but every place may be taken by texts that are spoken, for two
            // minutes, and a provider that is restarted answers within a few
            .setScheduleToCloseTimeout(Duration.ofMinutes(6))
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1)) // what waits for its turn names its own delay
                    .setMaximumInterval(Duration.ofSeconds(10)) // what is queued may begin at any time
                    .build())
            .build();

    private GenerationOptions() {}

    /** The same on the queue of whose work it is. */
    static ActivityOptions on(String queue, ActivityOptions options) {
        return ActivityOptions.newBuilder(options).setTaskQueue(queue).build();
    }
}
