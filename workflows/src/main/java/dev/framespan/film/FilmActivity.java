package dev.framespan.film;

import io.temporal.activity.ActivityInterface;
import io.temporal.failure.ApplicationFailure;

/** A film's records in the store. Every method may run more than once. */
@ActivityInterface
public interface FilmActivity {
    /**
     * Reads the plan.
     *
     * @throws ApplicationFailure {@code STORE} when this worker has another store, or the plan cannot be read
     */
    Production open(FilmInput input);

    /** Writes the receipt, and the film's last outcome beside what people have decided about it. */
    FilmResult close(Ending ending);
}
