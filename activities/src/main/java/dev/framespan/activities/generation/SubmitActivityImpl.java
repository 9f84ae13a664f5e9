package dev.framespan.activities.generation;

import dev.framespan.activities.ledger.LedgerException;
import dev.framespan.activities.store.Reason;
import dev.framespan.generation.FailureKind;
import dev.framespan.generation.Purchase;
import dev.framespan.generation.Stop;
import dev.framespan.generation.Submission;
import dev.framespan.generation.SubmitActivity;
import dev.framespan.generation.WorkIdentity;
import io.temporal.activity.Activity;
import java.io.IOException;

/** See {@link SubmitActivity}. */
public final class SubmitActivityImpl implements SubmitActivity {
    private final WorkIdentity identity;
    private final Purchasing purchasing;

    /** @param identity of this worker */
    public SubmitActivityImpl(WorkIdentity identity, Purchasing purchasing) {
        this.identity = identity;
        this.purchasing = purchasing;
    }

    @Override
    public Submission submit(Purchase purchase, int waits) {
        if (!identity.accepts(purchase.identity())) {
            return Purchasing.HANDED_BACK;
        }
        try (Heartbeats beats = new Heartbeats(Activity.getExecutionContext())) {
            return purchasing.buy(purchase, waits);
        } catch (LedgerException e) {
            throw Stop.of(FailureKind.STORE, purchase, e.getMessage()).failure();
        } catch (IOException e) {
            throw Stop.of(
                            FailureKind.STORE,
                            purchase,
                            "the store cannot be used: " + Reason.of(e)
                                    + "; mend that, then run the same command again")
                    .failure();
        }
    }
}
