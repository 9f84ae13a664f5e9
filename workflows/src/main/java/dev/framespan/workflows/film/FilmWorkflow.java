package dev.framespan.workflows.film;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.math.BigDecimal;
import java.util.Optional;

/** Makes the film of a plan. Its workflow id is the film's. */
@WorkflowInterface
public interface FilmWorkflow {
    /** The workflow's type. */
    String TYPE = "FilmWorkflow";

    /** The name of the query. */
    String STATUS = "status";

    /** The name of the update. */
    String RAISE_BUDGET = "raiseBudget";

    /** The name of the signal. */
    String ABANDON = "abandon";

    /**
     * Ends when the film is made, or when all that is left waits for the operator. Cancelled, it ends when what is queued at the provider is given
     * back, and what has begun, and is therefore paid for, is here.
     */
    @WorkflowMethod(name = TYPE)
    FilmReport make(FilmInput input);

    @QueryMethod(name = STATUS)
    FilmStatus status();

    /**
     * Sets what the film may cost, and goes on with what waited for that.
     *
     * @param usd US dollars, what was bought for the film before included
     * @return US dollars that it might cost until now; empty where there was no limit
     */
    @UpdateMethod(name = RAISE_BUDGET)
    Optional<BigDecimal> raiseBudget(BigDecimal usd);

    /** Has it end at once where it is cancelled, before or after this: what has begun is left to the next render. */
    @SignalMethod(name = ABANDON)
    void abandon();

    /** Refuses a smaller budget, and any at the film's end: then nothing is changed, and nothing of it is in the film's history. */
    @UpdateValidatorMethod(updateName = RAISE_BUDGET)
    void validateBudget(BigDecimal usd);
}
