package dev.framespan.workflows.studio;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.Internal;
import dev.framespan.workflows.generation.GenerationRequest;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import java.math.BigDecimal;
import java.util.Optional;

/** What commands ask of any workflow that a studio makes, and tell it: the words of {@code FilmWorkflow}, which it answers without a line of its developer's. */
@Internal
@WorkflowInterface
public interface StudioControls {
    /** How it stands: reads as the status of a film of one scene. */
    @QueryMethod(name = "status")
    StudioStatus status();

    /**
     * What was asked for under an id.
     *
     * @return null where nothing was, and for frames and pictures
     */
    @QueryMethod(name = "request")
    Asked request(String id);

    /**
     * Sets what it may cost, and goes on with what waited for that.
     *
     * @param usd US dollars, what was bought before included
     * @return US dollars that it might cost until now; empty where there was no limit
     */
    @UpdateMethod(name = "raiseBudget")
    Optional<BigDecimal> raiseBudget(BigDecimal usd);

    /** Refuses a smaller budget, and any at the end. */
    @UpdateValidatorMethod(updateName = "raiseBudget")
    void validateBudget(BigDecimal usd);

    /** Has it end at once where it is cancelled, before or after this. */
    @SignalMethod(name = "abandon")
    void abandon();

    /**
     * A still, clip or speech as it was asked for.
     *
     * @param request without its pictures
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Asked(String id, GenerationRequest request) {}
}
