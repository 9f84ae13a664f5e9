package dev.framespan.worker.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import org.slf4j.MDC;

/** A span for each attempt of an activity, with the film, shot and task that the log names, too. */
final class TracedActivities extends WorkerInterceptorBase {
    private final Tracer tracer;
    private final TraceCarrier carrier;

    TracedActivities(Tracer tracer, TraceCarrier carrier) {
        this.tracer = tracer;
        this.carrier = carrier;
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new ActivityInboundCallsInterceptorBase(next) {
            private ActivityInfo info;

            @Override
            public void init(ActivityExecutionContext context) {
                info = context.getInfo();
                super.init(context);
            }

            @Override
            public ActivityOutput execute(ActivityInput input) {
                Span span = span(info);
                try (Scope current = span.makeCurrent()) {
                    return super.execute(input);
                } catch (RuntimeException failure) {
                    if (!isExpected(failure)) {
                        span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
                    }
                    throw failure;
                } finally {
                    span.end();
                }
            }
        };
    }

    private Span span(ActivityInfo info) {
        SpanBuilder builder = tracer.spanBuilder(info.getActivityType())
                .setParent(carrier.context())
                .setAttribute("temporal.workflow_id", info.getWorkflowId())
                .setAttribute("temporal.attempt", info.getAttempt());
        for (String name : new String[] {"film", "shot", "task"}) {
            String value = MDC.get(name);
            if (value != null) {
                builder.setAttribute("framespan." + name, value);
            }
        }
        return builder.startSpan();
    }

    /** "Not yet" is an answer. */
    private static boolean isExpected(RuntimeException failure) {
        return failure instanceof ApplicationFailure known && known.getCategory() == ApplicationErrorCategory.BENIGN;
    }
}
