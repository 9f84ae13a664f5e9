package dev.framespan.workflows.assembly;

/**
 * Frames of a clip, in the order in which they are shown.
 *
 * @param from the first one, from 0
 * @param to the one after the last
 */
public record FrameRange(long from, long to) {
    public FrameRange {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("at least one frame, not from " + from + " to " + to);
        }
    }

    public long count() {
        return to - from;
    }
}
