package dev.framespan.activities.account;

import dev.framespan.workflows.account.AccountExchange;
import dev.framespan.workflows.account.AccountReply;
import java.io.IOException;

/** Where an account's limits are kept. Called by one thread at a time. */
public interface AccountExchanges {
    /** @throws IOException when it cannot be told now; everything may be told again */
    AccountReply exchange(AccountExchange told) throws IOException;

    /** What a worker that asks for nothing would be told. */
    AccountReply look(String worker) throws IOException;
}
