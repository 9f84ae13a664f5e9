package dev.framespan.workflows.studio;

import dev.framespan.workflows.Internal;
import dev.framespan.workflows.asset.Asset;
import io.temporal.activity.ActivityInterface;
import io.temporal.failure.ApplicationFailure;

/** The store's records of what a workflow of one's own makes. Every method may run more than once. */
@Internal
@ActivityInterface
public interface StudioActivity {
    /**
     * Writes down that it is begun, unless whoever started it has.
     *
     * @throws ApplicationFailure {@code STORE} when that cannot be written; a worker with another store hands it back
     */
    StudioTerms openStudio(RunSettings run);

    /** Keeps how a part of what was asked for stands. */
    Asset keepStudioItems(RunSettings run, StudioItems items);

    /** Keeps what is known of a finished film. */
    Asset keepStudioFilm(RunSettings run, Film film);

    /** Keeps what a run has made that goes on as a new one. */
    Asset keepStudioRun(RunSettings run, StudioEnd made);

    /** Writes the receipt, and how it has ended. */
    void closeStudio(RunSettings run, StudioEnd end);
}
