package dev.framespan.worker.management;

import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.film.ReceiptInput;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Purchase;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.MDC;

/** Says, for what is logged while an activity works, of which film, shot and task it is, and tells when a task was waited for to its end. */
public final class ObservedActivities extends WorkerInterceptorBase {
    /** Names of what is said beside a line of the log. */
    public static final String FILM = "film";

    public static final String SHOT = "shot";
    public static final String TASK = "task";

    private static final String AWAIT = "Await";

    private final WorkObserver observer;

    public ObservedActivities(WorkObserver observer) {
        this.observer = observer;
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new ActivityInboundCallsInterceptorBase(next) {
            private String type;

            @Override
            public void init(ActivityExecutionContext context) {
                type = context.getInfo().getActivityType();
                super.init(context);
            }

            @Override
            public ActivityOutput execute(ActivityInput input) {
                Object first = input.getArguments().length == 0 ? null : input.getArguments()[0];
                try (Said film = said(FILM, film(first));
                        Said shot = said(SHOT, shot(first));
                        Said task = said(TASK, first instanceof ProviderTask of ? of.task() : null)) {
                    ActivityOutput output = super.execute(input);
                    ended(first);
                    return output;
                } catch (ApplicationFailure failure) {
                    if (failure.isNonRetryable()) {
                        ended(first);
                    }
                    throw failure;
                }
            }

            private void ended(Object argument) {
                if (AWAIT.equals(type) && argument instanceof ProviderTask task && task.identity() != null) {
                    Duration wait = Duration.between(task.submittedAt(), Instant.now());
                    // Submitted by a machine whose clock is ahead.
                    observer.taskEnded(task.identity().realm(), wait.isNegative() ? Duration.ZERO : wait);
                }
            }
        };
    }

    private static String film(Object argument) {
        if (argument instanceof Purchase purchase) {
            return purchase.film();
        }
        if (argument instanceof ProviderTask task) {
            return task.film();
        }
        if (argument instanceof FilmInput input) {
            return input.film();
        }
        return argument instanceof ReceiptInput receipt ? receipt.input().film() : null;
    }

    private static String shot(Object argument) {
        if (argument instanceof Purchase purchase) {
            return purchase.id();
        }
        return argument instanceof ProviderTask task ? task.id() : null;
    }

    private static Said said(String name, String value) {
        if (value == null) {
            return () -> {};
        }
        MDC.put(name, value);
        return () -> MDC.remove(name);
    }

    /** Said until it is closed. */
    @FunctionalInterface
    private interface Said extends AutoCloseable {
        @Override
        void close();
    }
}
