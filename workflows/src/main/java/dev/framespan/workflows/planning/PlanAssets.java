package dev.framespan.workflows.planning;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.storyboard.InputSource;
import java.io.IOException;

/** Gives what a plan refers to as assets: those that a store keeps or, for a preview, stand-ins for them. */
public interface PlanAssets {
    /**
     * A picture of the author's own; the same one again is the same asset.
     *
     * @throws IOException when it cannot be had or is no picture; the message is for the author and names the picture
     */
    Asset picture(InputSource source) throws IOException;

    /**
     * A video of the author's own; the same one again is the same asset.
     *
     * @throws IOException when it cannot be had or cannot be a reference video; the message is for the author and names the video
     */
    MeasuredVideo video(InputSource source) throws IOException;

    /**
     * A video with the length by which a clip on it is priced.
     *
     * @param millis how long it lasts, in milliseconds
     */
    record MeasuredVideo(Asset asset, long millis) {}

    /**
     * A sound of the author's own; the same one again is the same asset.
     *
     * @throws IOException when it cannot be had or is no sound; the message is for the author and names the sound
     */
    Asset sound(InputSource source) throws IOException;

    /** The words of a long prompt, as UTF-8. */
    Asset words(String prompt) throws IOException;
}
