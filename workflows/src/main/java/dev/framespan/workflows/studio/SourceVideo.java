package dev.framespan.workflows.studio;

import dev.framespan.workflows.asset.Asset;

/** What can go with a request as its reference video: a clip that was made, or a video of one's own. */
public sealed interface SourceVideo permits Clip, OwnVideo {
    /** {@return the id under which the film knows it} */
    String id();

    /** {@return the video's bytes} */
    Asset video();

    /** {@return the fingerprint under which it was bought; null for a video of one's own} */
    String purchase();

    /** {@return how long it lasts, in milliseconds} */
    long millis();
}
