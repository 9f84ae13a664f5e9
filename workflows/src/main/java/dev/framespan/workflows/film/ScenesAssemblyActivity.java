package dev.framespan.workflows.film;

import dev.framespan.workflows.asset.Asset;
import io.temporal.activity.ActivityInterface;
import io.temporal.failure.ApplicationFailure;

/** Cuts films whose scenes are made. */
@ActivityInterface
public interface ScenesAssemblyActivity {
    /**
     * Cuts a film as {@link dev.framespan.workflows.assembly.AssemblyActivity#assemble} does.
     *
     * @return a {@link dev.framespan.workflows.studio.Film} as JSON, in the store
     * @throws ApplicationFailure {@code MEDIA} when the clips cannot be joined so; the message names the shot
     */
    Asset assembleScenes(ScenesToAssemble cut);
}
