package dev.framespan.workflows.planning;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.storyboard.InputSource;
import java.io.IOException;

/** Gives an author's own sounds as assets. */
@FunctionalInterface
public interface SoundAssets {
    /**
     * A sound of the author's own; the same one again is the same asset.
     *
     * @throws IOException when it cannot be had or is no sound; the message is for the author and names the sound
     */
    Asset sound(InputSource source) throws IOException;
}
