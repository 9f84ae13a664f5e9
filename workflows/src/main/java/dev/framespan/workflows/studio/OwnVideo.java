package dev.framespan.workflows.studio;

import dev.framespan.workflows.asset.Asset;
import java.util.Objects;

/**
 * A video of one's own.
 *
 * @param id under which the film knows it
 * @param video its bytes, in the store
 * @param millis how long it lasts, in milliseconds
 */
public record OwnVideo(String id, Asset video, long millis) implements SourceVideo {
    /** @throws NullPointerException without a video */
    public OwnVideo {
        Objects.requireNonNull(video, "video");
    }

    @Override
    public String purchase() {
        return null;
    }
}
