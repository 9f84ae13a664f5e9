package dev.framespan.workflows.generation;

import io.temporal.activity.ActivityInterface;

/** What generations of earlier versions gave tasks back with; now it is {@link GiveBackActivity}. May run any number of times. */
@ActivityInterface
public interface CancelActivity {
    /**
     * Cancels a task that is still queued; the provider refunds it. Another film that waits for it keeps it.
     *
     * @return false when another waits for it, or it had begun or ended: it stays in the ledger, and a later render fetches it
     */
    boolean cancel(ProviderTask task);
}
