package dev.framespan.activities.generation;

import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.store.IoReason;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.RemedyText;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Clock;

/** How a task that was paid for stops its shot, with the same words wherever that is found out. */
final class TaskFailures {
    private final Ledger ledger;
    private final Clock clock;

    TaskFailures(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The provider does not have it any more, which is written down. */
    ApplicationFailure lost(ProviderTask task, String said) {
        try {
            ledger.add(
                    task.fingerprint(),
                    task.submission(),
                    new LedgerEntry.Failed(clock.instant(), FailureKind.LOST, null, said));
        } catch (IOException e) {
            return unwritten(task, e);
        }
        return stop(task, FailureKind.LOST, said);
    }

    /** The ledger does not take what is to be written about it. */
    static ApplicationFailure unwritten(ProviderTask task, IOException e) {
        return stop(task, FailureKind.STORE, "the ledger cannot be written: " + IoReason.of(e));
    }

    /** The provider refuses the account, not the task. */
    static ApplicationFailure account(ProviderTask task, ProviderException e) {
        return task.stop(e.kind(), e.getMessage())
                .answered(e.status(), e.code())
                .failure();
    }

    /** With what can be done about it. */
    static ApplicationFailure stop(ProviderTask task, FailureKind kind, String said) {
        return task.stop(kind, RemedyText.added(kind, task.id(), said)).failure();
    }
}
