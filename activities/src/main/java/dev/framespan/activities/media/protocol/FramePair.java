package dev.framespan.activities.media.protocol;

import java.nio.file.Path;

/**
 * Two clips that meet.
 *
 * @param before {@link PreviewFrames preview frames} of the clip whose last frame is compared
 * @param after preview frames of the clip whose first frame is compared
 */
public record FramePair(Path before, Path after) {}
