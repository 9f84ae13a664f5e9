package dev.framespan.workflows.account;

import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Finds permits that no worker gives back any more: their film was terminated, or the worker died that would have. */
@ActivityInterface
public interface PermitActivity {
    /**
     * Looks permits up in the ledger, where they are of this worker's store, and asks the provider for a few of the tasks that no
     * generation awaits: in turn, for a minute and a half at most. Buys nothing, and may run any number of times.
     *
     * @return those of which it is known by then that their tasks have ended, or that nothing was submitted under them
     */
    List<Permit> ended(List<Permit> permits);
}
