package dev.framespan.workflows.catalogue;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What the provider takes of every model.
 *
 * @param promptCodePoints longest prompt, in Unicode code points
 * @param pictureBytes largest picture
 * @param pictureSides shortest side of a picture in pixels; below it, Kling elsewhere refuses, so a warning
 * @param pictureStretch how many times longer one side of a picture may be than the other; beyond it, a warning
 * @param referencePictures how many pictures a {@code reference} had better have at most
 * @param referenceVideo what a {@code reference_video} may be
 */
public record Limits(
        int promptCodePoints,
        long pictureBytes,
        int pictureSides,
        BigDecimal pictureStretch,
        int referencePictures,
        ReferenceVideo referenceVideo) {
    public Limits {
        Preconditions.positive(promptCodePoints, "limits.prompt_code_points");
        Preconditions.positive(pictureBytes, "limits.picture_bytes");
        Objects.requireNonNull(pictureStretch, "limits.picture_stretch is missing");
        Objects.requireNonNull(referenceVideo, "limits.reference_video is missing");
    }

    /**
     * A clip that is given as a reference: MP4 or MOV.
     *
     * @param videos how many at most
     * @param bytes largest file
     * @param leastSeconds shortest length
     * @param mostSeconds longest length
     */
    public record ReferenceVideo(int videos, long bytes, int leastSeconds, int mostSeconds) {}
}
