package dev.framespan.workflows.generation;

import java.util.Objects;

/**
 * Which frame of which clip a picture shows. In a fingerprint it stands for the picture: another encoder writes the same frame as
 * another file.
 *
 * @param clip SHA-256 of the clip's bytes
 * @param number of the frame, from 0, in the order in which frames are shown
 */
public record ClipFrame(String clip, long number) {
    /** @throws IllegalArgumentException when the number is below 0 */
    public ClipFrame {
        Objects.requireNonNull(clip, "clip");
        if (number < 0) {
            throw new IllegalArgumentException("frames are counted from 0, not " + number);
        }
    }

    /** {@code <clip's hash>#<number>}, as it enters a fingerprint. */
    @Override
    public String toString() {
        return clip + "#" + number;
    }
}
