package dev.framespan.workflows.generation;

import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Makes one still, clip or speech: submit, await, fetch, verify; speech is there with the answer to submit. A child of the film, with the id {@code <film>/<scene>/<id>}. */
@WorkflowInterface
public interface GenerationWorkflow {
    /** The workflow's type. */
    String TYPE = "GenerationWorkflow";

    /** Raised with each change that would else need a {@code Workflow.getVersion} at the start, and with it an event of each generation. */
    int REVISION = 1;

    /** The name of the query. */
    String WAITING_FOR = "waitingFor";

    /** The name of the signal. */
    String ABANDON = "abandon";

    /**
     * Cancelled, it gives back what is still queued at the provider. What has begun is paid for: it is awaited,
     * fetched and verified for the next render, before this ends as cancelled.
     *
     * @param waits how often the purchase was told to wait so far; 0 at the start
     * @param revision {@link #REVISION}, with which its history needs no marker of what earlier ones did otherwise; null in those
     *     begun before, whose history says that
     * @throws ApplicationFailure with a {@link Stop}
     */
    @WorkflowMethod(name = TYPE)
    Take make(Purchase purchase, int waits, Integer revision);

    /** What it is doing, for the operator, where no activity shows it: {@code rate limited, asking again}. Empty otherwise. */
    @QueryMethod(name = WAITING_FOR)
    String waitingFor();

    /** Lets it end at once when it is cancelled, or ends it where it is: what has begun stays in the ledger, and a later render fetches it. */
    @SignalMethod(name = ABANDON)
    void abandon();
}
