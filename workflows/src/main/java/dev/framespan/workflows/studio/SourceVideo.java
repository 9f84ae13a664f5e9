package dev.framespan.workflows.studio;

import dev.framespan.workflows.asset.Asset;

/** What can go with a request as its reference video: a clip that was made, or a video of one's own. */
public sealed interface SourceVideo permits Clip, OwnVideo {
    /** Under which the film knows it. */
    String id();

    /** The video's bytes. */
    Asset video();

    /** The fingerprint under which it was bought; null for a video of one's own. */
    String purchase();

    /** How long it lasts, in milliseconds. */
    long millis();
}
