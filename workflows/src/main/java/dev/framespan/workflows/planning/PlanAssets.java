package dev.framespan.workflows.planning;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.storyboard.PictureSource;
import java.io.IOException;

/** Keeps what a plan refers to. */
public interface PlanAssets {
    /**
     * Keeps a picture of the author's own; the same one again is the same asset.
     *
     * @throws IOException when it cannot be had or is no picture; the message is for the author and names the picture
     */
    Asset picture(PictureSource source) throws IOException;

    /**
     * Keeps a video of the author's own; the same one again is the same asset.
     *
     * @throws IOException when it cannot be had or cannot be a reference video; the message is for people and names the video
     */
    OwnVideo video(PictureSource source) throws IOException;

    /** @param millis how long it lasts, in milliseconds */
    record OwnVideo(Asset asset, long millis) {}

    /** Keeps the words of a long prompt, as UTF-8. */
    Asset words(String prompt) throws IOException;
}
