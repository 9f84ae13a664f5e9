package dev.framespan.starter.chaos;

import dev.framespan.starter.durability.TemporalDevServer;
import dev.framespan.starter.process.Await;
import dev.framespan.workflows.account.Account;
import dev.framespan.workflows.account.AccountReply;
import dev.framespan.workflows.account.AccountWorkflow;
import dev.framespan.workflows.generation.Realm;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** The permits of an account at a provider on this machine. */
final class Permits {
    /** A permit of which nobody speaks is looked after in a minute. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Permits() {}

    /** Waits until the account holds none, and nobody waits for one; a worker of the account has to be there. */
    static void awaitReturned(TemporalDevServer temporal, String account) {
        AtomicReference<AccountReply> last = new AtomicReference<>();
        temporal.use(client -> {
            AccountWorkflow workflow =
                    client.newWorkflowStub(AccountWorkflow.class, new Account(Realm.LOOPBACK, account).workflowId());
            Await.until("all permits of " + account + " returned", PATIENCE, () -> {
                last.set(workflow.look("chaos", System.currentTimeMillis()));
                return last.get().running() == 0 && last.get().waiting() == 0;
            });
        });
    }
}
