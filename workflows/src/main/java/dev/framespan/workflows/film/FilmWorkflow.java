package dev.framespan.workflows.film;

import io.temporal.workflow.QueryMethod;
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

    /** Ends when the film is made, or when all that is left waits for the operator. */
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

    /** Refuses a smaller budget, and any at the film's end: then nothing is changed, and nothing of it is in the film's history. */
    @UpdateValidatorMethod(updateName = RAISE_BUDGET)
    void validateBudget(BigDecimal usd);
}
