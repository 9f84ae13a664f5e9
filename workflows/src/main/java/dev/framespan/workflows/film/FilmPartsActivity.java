package dev.framespan.workflows.film;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.plan.PlanPage;
import io.temporal.activity.ActivityInterface;
import io.temporal.failure.ApplicationFailure;

/** The records of films that are read and written part by part, so that no payload grows with the film. Every method may run more than once. */
@ActivityInterface
public interface FilmPartsActivity {
    /**
     * Reads the plan, and divides it where it is long or its storyboard names scenes; only a film that {@linkplain FilmInput#parks() stays open}
     * is divided.
     *
     * @throws ApplicationFailure {@code STORE} when the plan cannot be read; a worker with another store hands the film back
     */
    FilmOutline outline(FilmInput input);

    /**
     * One page more.
     *
     * @param scene a {@link ScenePlan}; null for the film's whole plan
     * @param number from 1: page 0 of a plan is in its outline; from 0 of a scene
     */
    PlanPage page(FilmInput input, Asset scene, int number);

    /** Keeps how a part of a scene stands. */
    Asset keepItems(FilmInput input, ItemPage items);

    /** Writes the receipt, and the film's report. */
    FilmReport closeScenes(ScenesEnd end);
}
