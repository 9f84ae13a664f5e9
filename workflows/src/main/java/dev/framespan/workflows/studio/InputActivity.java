package dev.framespan.workflows.studio;

import dev.framespan.workflows.Internal;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.plan.PlanPage;
import io.temporal.activity.ActivityInterface;
import io.temporal.failure.ApplicationFailure;

/**
 * Brings files of one's own into the store. Every method may run more than once. A source is a path inside the folder that the worker reads inputs
 * from, or a URL that starts with {@code https://}; each method fails with {@code REJECTED}, not to be tried again, where it cannot be used, and with
 * {@code STORE} where the store cannot be read or written.
 */
@Internal
@ActivityInterface
public interface InputActivity {
    /** @param id under which the workflow knows it */
    Asset importPicture(String store, String id, String source);

    /** @param id under which the workflow knows it */
    OwnVideo importVideo(String store, String id, String source);

    /** @param id under which the workflow knows it */
    Asset importSound(String store, String id, String source);

    /**
     * Checks a storyboard, keeps what it names, and plans its film.
     *
     * @param id under which the workflow knows it
     * @return its plan
     * @throws ApplicationFailure {@code REJECTED} with its faults
     */
    Asset planStoryboard(String store, String id, String source);

    /** @param number from 0 */
    PlanPage planPage(String store, String id, Asset plan, int number);
}
