package dev.framespan.workflows.assembly;

/**
 * Frames of a clip, in the order in which they are shown.
 *
 * @param from the first one, from 0
 * @param to the one after the last
 */
public record FrameRange(long from, long to) {
    /** @throws IllegalArgumentException when it begins before 0 or has no frame */
    public FrameRange {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("at least one frame, not from " + from + " to " + to);
        }
    }

    /** {@return how many frames these are, at least 1} */
    public long count() {
        return to - from;
    }
}
