package dev.framespan.workflows.film;

import io.temporal.activity.ActivityInterface;
import io.temporal.failure.ApplicationFailure;

/** A film's records in the store. Every method may run more than once. */
@ActivityInterface
public interface FilmActivity {
    /**
     * Reads the plan.
     *
     * @throws ApplicationFailure {@code STORE} when the plan cannot be read; a worker with another store hands the film back
     */
    LoadedPlan open(FilmInput input);

    /** Writes the receipt, and the film's report beside what the operator has decided about it. */
    FilmReport close(ReceiptInput facts);
}
