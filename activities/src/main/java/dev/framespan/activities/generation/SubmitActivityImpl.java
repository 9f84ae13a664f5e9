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
import java.time.Duration;
import java.util.Optional;

/** See {@link SubmitActivity}. */
public final class SubmitActivityImpl implements SubmitActivity {
    // Temporal makes no second attempt at a submission, so it is the workflow that asks another worker.
    private static final Submission HANDED_BACK = Submission.later(Duration.ofSeconds(1), Submission.Cause.HANDED_BACK);

    private final WorkIdentity identity;
    private final Purchasing purchasing;
    private final SubmissionsInFlight inFlight;

    /** @param identity of this worker */
    public SubmitActivityImpl(WorkIdentity identity, Purchasing purchasing, SubmissionsInFlight inFlight) {
        this.identity = identity;
        this.purchasing = purchasing;
        this.inFlight = inFlight;
    }

    @Override
    public Submission submit(Purchase purchase, int waits) {
        if (!identity.accepts(purchase.identity())) {
            return HANDED_BACK;
        }
        Optional<SubmissionsInFlight.Entry> begun = inFlight.begin(purchase.id());
        if (begun.isEmpty()) {
            return HANDED_BACK;
        }
        try (SubmissionsInFlight.Entry entry = begun.get();
                Heartbeats beats = new Heartbeats(Activity.getExecutionContext())) {
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
