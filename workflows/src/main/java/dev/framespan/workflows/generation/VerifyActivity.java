package dev.framespan.workflows.generation;

import dev.framespan.workflows.asset.Asset;
import io.temporal.activity.ActivityInterface;
import io.temporal.failure.ApplicationFailure;

/** Decodes what was delivered, to its end, and enters it in the ledger as completed. May run any number of times. */
@ActivityInterface
public interface VerifyActivity {
    /**
     * @throws ApplicationFailure with a {@link Stop} of kind {@link FailureKind#UNUSABLE} or {@link FailureKind#STORE}
     */
    Take verify(ProviderTask task, Asset original);

    /** Enters in the ledger that what the task delivered is no use, so that the operator may buy it once more. */
    void reject(ProviderTask task, String reason);
}
