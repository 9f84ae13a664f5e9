package dev.framespan.activities.media.protocol;

import java.nio.file.Path;

/**
 * A join that is to be looked at.
 *
 * @param before {@link PreviewFrames preview frames} of the clip before
 * @param after preview frames of the clip after
 * @param sample of the film's sound at which the clips meet
 */
public record JoinPlace(Path before, Path after, long sample) {}
