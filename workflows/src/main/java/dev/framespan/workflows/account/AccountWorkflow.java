package dev.framespan.workflows.account;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Owns what an account's provider limits, for all films, workers, stores and machines of a namespace. Its id is {@link
 * Account#workflowId()}; workers start it when they first ask, and it ends when nothing was asked for an hour, but
 * remembers an outage for half a day.
 */
@WorkflowInterface
public interface AccountWorkflow {
    /** The workflow's type. */
    String TYPE = "AccountWorkflow";

    /** The name of the update. */
    String EXCHANGE = "exchange";

    /** The name of the query. */
    String LOOK = "look";

    /** @param limits as the run before left them; null for the first */
    @WorkflowMethod(name = TYPE)
    void run(Account account, AccountLimits limits);

    @UpdateMethod(name = EXCHANGE)
    AccountReply exchange(AccountExchange told);

    /** What a worker that asks for nothing would be told; costs no event. @param now in milliseconds since 1970 */
    @QueryMethod(name = LOOK)
    AccountReply look(String worker, long now);
}
