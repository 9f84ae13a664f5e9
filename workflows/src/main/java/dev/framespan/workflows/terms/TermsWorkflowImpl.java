package dev.framespan.workflows.terms;

import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.generation.WorkIdentity;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** See {@link TermsWorkflow}. */
public final class TermsWorkflowImpl implements TermsWorkflow {
    private static final ActivityOptions ASK = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(5)) // it answers from memory
            .setScheduleToCloseTimeout(Duration.ofSeconds(30)) // the caller waits ten; later no answer is of use
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofMillis(500))
                    .setMaximumAttempts(5)
                    .build())
            .build();

    @Override
    public Terms ask(String store, String realm) {
        String queue = realm == null
                ? TaskQueues.filmsOf(store)
                : TaskQueues.of(new WorkIdentity(store, realm)).submit();
        return Workflow.newActivityStub(
                        TermsActivity.class,
                        ActivityOptions.newBuilder(ASK).setTaskQueue(queue).build())
                .terms();
    }
}
