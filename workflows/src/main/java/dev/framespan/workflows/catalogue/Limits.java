package dev.framespan.workflows.catalogue;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

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
     * @param videos how many at most; a request has one, so that 0 takes none
     * @param bytes largest file
     * @param leastSeconds shortest length
     * @param mostSeconds longest length
     */
    public record ReferenceVideo(int videos, long bytes, int leastSeconds, int mostSeconds) {
        // A frame more or less is no other length: encoders end where their last frame ends.
        private static final long SLACK_MILLIS = 50;

        /** Why a reference video of this length is not taken; empty where it is. */
        public Optional<String> whyNot(long millis) {
            if (videos == 0) {
                return Optional.of("no reference video is taken: limits.reference_video.videos of the catalogue is 0");
            }
            boolean fits =
                    millis >= leastSeconds * 1000L - SLACK_MILLIS && millis <= mostSeconds * 1000L + SLACK_MILLIS;
            return fits
                    ? Optional.empty()
                    : Optional.of("it lasts "
                            + BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString()
                            + " s, and a reference video lasts " + leastSeconds + " to " + mostSeconds
                            + ": cut it to that");
        }
    }
}
