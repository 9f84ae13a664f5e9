package dev.framespan.testkit;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import java.time.Duration;

/**
 * Gives up one activity that shows no sign of life after a moment, and tries it again at once, as often as the workflow says: the test
 * server skips no time while an activity runs.
 */
final class QuickTimeouts extends WorkerInterceptorBase {
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final String activity;
    private final Duration noHeartbeat;

    /** @param noHeartbeat how long it may show no sign of life; what is tried once only needs more than a moment on a busy machine */
    QuickTimeouts(String activity, Duration noHeartbeat) {
        this.activity = activity;
        this.noHeartbeat = noHeartbeat;
    }

    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
        return new WorkflowInboundCallsInterceptorBase(next) {
            @Override
            public void init(WorkflowOutboundCallsInterceptor calls) {
                super.init(new WorkflowOutboundCallsInterceptorBase(calls) {
                    @Override
                    public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
                        if (!input.getActivityName().equals(activity)) {
                            return super.executeActivity(input);
                        }
                        return super.executeActivity(new ActivityInput<>(
                                input.getActivityName(),
                                input.getResultClass(),
                                input.getResultType(),
                                input.getArgs(),
                                quick(input.getOptions()),
                                input.getHeader()));
                    }
                });
            }
        };
    }

    private ActivityOptions quick(ActivityOptions options) {
        return ActivityOptions.newBuilder(options)
                .setHeartbeatTimeout(noHeartbeat)
                .setRetryOptions(RetryOptions.newBuilder(options.getRetryOptions())
                        .setInitialInterval(AT_ONCE)
                        .setMaximumInterval(AT_ONCE)
                        .build())
                .build();
    }
}
