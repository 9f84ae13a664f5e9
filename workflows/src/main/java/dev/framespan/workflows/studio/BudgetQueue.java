package dev.framespan.workflows.studio;

import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a film may cost, and what waits until it may cost more. */
final class BudgetQueue {
    private final List<CompletablePromise<Void>> waiting = new ArrayList<>();
    private BigDecimal limit;

    /** @param limit US dollars; null for none */
    BudgetQueue(BigDecimal limit) {
        this.limit = limit;
    }

    BigDecimal limit() {
        return limit;
    }

    /** A promise that is kept when the budget is larger than the one that did not suffice: at once, where it was raised meanwhile. */
    Promise<Void> raisedAbove(BigDecimal insufficient) {
        if (limit == null || insufficient != null && limit.compareTo(insufficient) > 0) {
            return Workflow.newPromise((Void) null);
        }
        CompletablePromise<Void> raised = Workflow.newPromise();
        waiting.add(raised);
        return raised;
    }

    void raise(BigDecimal usd) {
        limit = usd;
        List<CompletablePromise<Void>> released = List.copyOf(waiting);
        waiting.clear();
        released.forEach(promise -> promise.complete(null));
    }
}
