package dev.framespan.workflows.studio;

import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.GenerationWorkflow;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.generation.TaskQueues;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.ExternalWorkflowStub;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;

/** Starts the child workflows that make a film's stills and clips. */
final class Generations {
    // The workflow of a scene has its id as the last part of its own; that of a film in one scene has none.
    private static final String SCENE = "/1";

    private final StudioSettings settings;

    Generations(StudioSettings settings) {
        this.settings = settings;
    }

    /** The id of the child workflow that makes something. */
    String child(String id) {
        return parent() + (settings.run() == null ? SCENE : "") + "/" + id;
    }

    /** @param budgetUsd what the film may cost now; null for no limit */
    Promise<Take> begin(String id, GenerationRequest request, BigDecimal budgetUsd) {
        GenerationWorkflow workflow = Workflow.newChildWorkflowStub(
                GenerationWorkflow.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(child(id))
                        .setTaskQueue(queue())
                        .setStaticSummary(
                                request.model() + ", " + request.action().word())
                        // however its film ends, what is queued at the provider is given back, and what has begun is
                        // kept
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                        .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
                        // what waited for a limit is begun again under its id
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                        .build());
        return Async.function(workflow::make, purchase(id, request, budgetUsd), 0, GenerationWorkflow.REVISION);
    }

    /** What is bought. */
    Purchase purchase(String id, GenerationRequest request, BigDecimal budgetUsd) {
        return new Purchase(
                settings.film(),
                settings.run() == null ? Workflow.getInfo().getRunId() : settings.run(),
                id,
                request,
                settings.identity(),
                budgetUsd,
                settings.catalogue(),
                settings.priority());
    }

    /** Ends a child that was cancelled where it is, whatever it still waits for. One that has ended meanwhile is left as it is. */
    void abandon(String id) {
        ExternalWorkflowStub child = Workflow.newUntypedExternalWorkflowStub(child(id));
        Async.procedure(() -> child.signal(GenerationWorkflow.ABANDON)).exceptionally(ended -> null);
    }

    /** Two stores may hold films of one id, and an own workflow has an id of its own; before settings had an identity, the film's was it. */
    private String parent() {
        return settings.hasIdentity() ? Workflow.getInfo().getWorkflowId() : settings.film();
    }

    /** A child of an own workflow is made by the store's workers, not by those that know the own workflow. */
    private String queue() {
        return settings.hasIdentity()
                ? TaskQueues.of(settings.identity()).films()
                : Workflow.getInfo().getTaskQueue();
    }
}
