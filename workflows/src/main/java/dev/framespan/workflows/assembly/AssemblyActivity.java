package dev.framespan.workflows.assembly;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaAsset;
import io.temporal.activity.ActivityInterface;
import io.temporal.failure.ApplicationFailure;

/**
 * Cuts clips into a film. Every method may run more than once: results are assets, found again by what they were made from. All
 * heartbeat, can be cancelled, and leave no partial file behind. Each names the identity of the store that holds the clips, and a worker
 * of another store hands the work back; null in work from before messages carried it.
 */
@ActivityInterface
public interface AssemblyActivity {
    /**
     * Re-encodes a clip to a format: scaled to fit, padded with black, the rate made constant, its sound kept.
     *
     * @throws ApplicationFailure {@code MEDIA} when the clip cannot be decoded to its end
     */
    MediaAsset conform(Asset clip, Format format, String store);

    /**
     * Cuts a film as {@link #assemble} does: every frame of its clips one after another, with their own sound as it came. For films in
     * flight that an earlier version started.
     *
     * @param timeline of which the format and the clips alone count
     * @throws ApplicationFailure {@code MEDIA} when the clips cannot be joined; the message names the shot
     */
    MediaAsset join(Timeline timeline, String store);

    /**
     * Makes a clip ready for a film as it arrives, so that {@link #assemble} finds it done: looks at it, and re-encodes it where it does not fit
     * the film, or has no refresh near its head from which to copy on after a transition.
     *
     * @param head frames at its head that the transition before it takes, 0 for none
     * @throws ApplicationFailure {@code MEDIA} when the clip cannot be decoded to its end
     */
    void prepare(Asset clip, Format format, JoinSettings settings, long head, String store);

    /**
     * Cuts a film as its timeline says: clips that do not fit are conformed, joins compared, transitions encoded, all other packets copied,
     * sound mixed and encoded once, the result proven. What was made before of the same clips is found again.
     *
     * @throws ApplicationFailure {@code MEDIA} when the clips cannot be joined so; the message names the shot
     */
    AssembledFilm assemble(Timeline timeline, String store);

    /** One picture a shot, with its id and length under it: a JPEG that shows the film at a glance. */
    Asset contactSheet(Timeline timeline, String store);

    /**
     * One frame of a clip as PNG, turned upright, in the clip's own size, with nothing lost.
     *
     * @param number from 0, in the order in which frames are shown
     * @throws ApplicationFailure {@code MEDIA} when the clip has no such frame or cannot be decoded
     */
    Asset frame(Asset clip, long number, String store);
}
