package dev.framespan.workflows.studio;

import dev.framespan.workflows.generation.AdoptActivity;
import dev.framespan.workflows.generation.DecisionActivity;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.TaskQueues;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** What an answer needs of the store and the provider. The caller that gives it waits. */
final class AnswerActivities {
    private static final ActivityOptions RECORDS = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(30)) // a few small records
            .setScheduleToCloseTimeout(Duration.ofSeconds(50)) // the caller waits for a minute
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setMaximumInterval(Duration.ofSeconds(10))
                    .build())
            .build();

    // Nobody waits for this one.
    private static final ActivityOptions POLICY = ActivityOptions.newBuilder(RECORDS)
            .setScheduleToCloseTimeout(Duration.ofDays(30))
            .build();

    private static final ActivityOptions PROVIDER = ActivityOptions.newBuilder(RECORDS)
            .setStartToCloseTimeout(Duration.ofSeconds(40)) // one status call, given up after fifteen
            .build();

    private final StudioSettings settings;
    private final DecisionActivity decisions;
    private final DecisionActivity policies;
    private final AdoptActivity adoptions;

    AnswerActivities(StudioSettings settings) {
        this.settings = settings;
        TaskQueues queues = TaskQueues.of(settings.identity());
        this.decisions = Workflow.newActivityStub(DecisionActivity.class, on(queues.films(), RECORDS));
        this.policies = Workflow.newActivityStub(DecisionActivity.class, on(queues.films(), POLICY));
        this.adoptions = Workflow.newActivityStub(AdoptActivity.class, on(queues.submit(), PROVIDER));
    }

    private static ActivityOptions on(String queue, ActivityOptions options) {
        return ActivityOptions.newBuilder(options).setTaskQueue(queue).build();
    }

    /** Each answer is a decision of its own; attempts to write it down are not. */
    void rebuy(String id) {
        decisions.rebuy(settings.film(), id, Workflow.randomUUID().toString());
    }

    /** @return whether the operator has allowed that beforehand, and not as often before */
    boolean rebuyByPolicy(String id, int most) {
        return policies.rebuyByPolicy(settings.film(), id, Workflow.randomUUID().toString(), most);
    }

    void adopt(Purchase purchase, String task) {
        adoptions.adopt(purchase, task);
    }
}
