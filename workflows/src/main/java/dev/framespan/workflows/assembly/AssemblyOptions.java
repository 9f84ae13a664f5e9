package dev.framespan.workflows.assembly;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/** How long clips may be worked on, one by one or as a whole film, and how often that is tried. */
public final class AssemblyOptions {
    public static final ActivityOptions CUT = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofHours(6)) // hours of film, whose transitions and odd clips are encoded
            .setHeartbeatTimeout(Duration.ofSeconds(20)) // a beat every second, also while it waits for a core
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setMaximumInterval(Duration.ofSeconds(10))
                    .setMaximumAttempts(20) // of workers that died or were stopped: the activity itself tries the rest
                    .build())
            .build();

    private AssemblyOptions() {}
}
