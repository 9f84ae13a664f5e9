package dev.framespan.workflows.generation;

import io.temporal.activity.ActivityInterface;

/** Gives back what has not begun, and says what became of it. May run any number of times. */
@ActivityInterface
public interface GiveBackActivity {
    /** The type of the failure that says that the account has no request left for it just now. */
    String WAITS = "WaitsForTurn";

    /** What became of a task that its film waits for no longer. */
    enum Result {
        /** It was still queued: the provider has cancelled it. */
        GIVEN_BACK,
        /** Another film, or another shot of the same one, waits for it: it is left alone, and kept by the other. */
        LEFT_TO_ANOTHER,
        /** It has begun, or ended, and no other film waits for it: it is paid for, and what it makes can be had. */
        BEGUN
    }

    /**
     * Cancels a task that is still queued; the provider refunds it. What another waits for is left alone.
     *
     * @throws io.temporal.failure.ApplicationFailure where the provider was not heard, or the account has no request left just now, which
     *     names when to try again: both are tried again for minutes
     */
    Result giveBack(ProviderTask task);
}
