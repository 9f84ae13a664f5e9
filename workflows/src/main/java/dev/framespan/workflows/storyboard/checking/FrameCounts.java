package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.asset.FrameRate;
import java.util.Optional;

/** How long the clips of shots are, in frames of the film. */
interface FrameCounts {
    /** The fewest that a clip has; empty where that is not known. */
    Optional<Long> least(String shot, FrameRate rate);

    /** As many as it will have, where the fewest are known. */
    long usual(String shot, FrameRate rate);
}
