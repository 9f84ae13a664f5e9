package dev.framespan.workflows.generation;

import io.temporal.activity.ActivityInterface;
import io.temporal.failure.ApplicationFailure;

/**
 * Buys one still or clip. At most one purchase for each submission number of a fingerprint, whatever happens to the process: every
 * step is in the ledger before it is taken. May be called any number of times.
 */
@ActivityInterface
public interface SubmitActivity {
    /**
     * The type of the failure that says that a permit is waited for: it is tried again after its {@code nextRetryDelay}, for as long as it
     * takes, and costs no event.
     */
    String WAITS = "WaitsForPermit";

    /**
     * Looks the purchase up in the ledger, and submits it where that is safe: records the intent, posts the request, records the task.
     *
     * @param waits how often in a row this purchase was told to wait for the same cause; the delay grows with it
     * @return the task that now runs, the take that was bought before, or how long to wait
     * @throws ApplicationFailure with a {@link Stop} of kind {@link FailureKind#AMBIGUOUS}, {@link FailureKind#POLICY}, {@link
     *     FailureKind#REJECTED}, {@link FailureKind#FAILED_AGAIN}, {@link FailureKind#UNAUTHORIZED}, {@link FailureKind#BALANCE},
     *     {@link FailureKind#ADDRESS}, {@link FailureKind#UNREACHABLE}, {@link FailureKind#UNSEEN} or {@link FailureKind#STORE}
     */
    SubmitResult submit(Purchase purchase, int waits);
}
