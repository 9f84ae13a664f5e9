package dev.framespan.workflows.waiting;

import io.temporal.workflow.Workflow;
import java.math.BigDecimal;

/** What a film may cost, and what waits until there is room for it: because it may cost more, or because something else costs nothing. */
public final class BudgetQueue {
    private final LimitQueue queue = new LimitQueue();
    // Films of before heard of a raised budget alone, and replayed they must do so again.
    private final boolean roomIsHeard =
            Workflow.getVersion("room-in-the-budget", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
    private BigDecimal limit;

    /** @param limit US dollars; null for none */
    public BudgetQueue(BigDecimal limit) {
        this.limit = limit;
    }

    public BigDecimal limit() {
        return limit;
    }

    public LimitQueue queue() {
        return queue;
    }

    public void raise(BigDecimal usd) {
        limit = usd;
        queue.open();
    }

    /** What something was to cost may have become free. */
    public void roomMade() {
        if (roomIsHeard) {
            queue.tryCheapest();
        }
    }

    /** It was made, or stopped for another reason: where it was tried because of some room, there may be more. */
    public void passed(String id) {
        if (queue.forgetTried(id)) {
            queue.tryCheapest();
        }
    }
}
