package dev.framespan.workflows.studio;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.plan.PlanPage;
import dev.framespan.workflows.plan.PlanPages;
import dev.framespan.workflows.waiting.CancellationScopes;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Brings files of one's own into the store. */
final class OwnInputs {
    private static final ActivityOptions OPTIONS = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(
                    Duration.ofMinutes(20)) // a storyboard's URLs one after another, three minutes each at most
            .setHeartbeatTimeout(Duration.ofSeconds(30)) // a beat every four
            .setScheduleToCloseTimeout(Duration.ofDays(30)) // workers may be away for a long holiday
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setMaximumInterval(Duration.ofMinutes(1))
                    .build())
            .build();

    private final InputActivity inputs;
    private final CancellationScopes scopes;
    private final String store;

    OwnInputs(StudioSettings settings, CancellationScopes scopes) {
        this.scopes = scopes;
        this.store = settings.identity() == null ? null : settings.identity().store();
        this.inputs = Workflow.newActivityStub(
                InputActivity.class,
                ActivityOptions.newBuilder(OPTIONS)
                        .setTaskQueue(TaskQueues.of(settings.identity()).fetch())
                        .build());
    }

    Promise<Asset> picture(String id, String source) {
        return scopes.begin(() -> Async.function(inputs::importPicture, store, id, source));
    }

    Promise<OwnVideo> video(String id, String source) {
        return scopes.begin(() -> Async.function(inputs::importVideo, store, id, source));
    }

    Promise<Asset> sound(String id, String source) {
        return scopes.begin(() -> Async.function(inputs::importSound, store, id, source));
    }

    Promise<Plan> storyboard(String id, String source) {
        return scopes.begin(() -> Async.function(() -> {
            Asset plan = inputs.planStoryboard(store, id, source);
            PlanPage first = inputs.planPage(store, id, plan, 0);
            return PlanPages.read(first, number -> inputs.planPage(store, id, plan, number))
                    .plan();
        }));
    }
}
