package dev.framespan.workflows.generation;

import io.temporal.activity.ActivityInterface;
import io.temporal.failure.ApplicationFailure;

/** Enters in the ledger which task a submission in doubt has become. May run any number of times. */
@ActivityInterface
public interface AdoptActivity {
    /**
     * Asks the provider for the task, and takes it for the submission's where it is of the same model and action, was not created before
     * that, and no other submission has it.
     *
     * @param task the provider's id
     * @throws ApplicationFailure of type {@link #REFUSED} with the reason where it is not taken
     */
    void adopt(Purchase purchase, String task);

    /** The type of the failure that says why a task is not taken. */
    String REFUSED = "NotAdopted";
}
