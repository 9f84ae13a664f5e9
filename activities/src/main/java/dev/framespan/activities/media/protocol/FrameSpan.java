package dev.framespan.activities.media.protocol;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Frames of a clip, in the order in which they are shown.
 *
 * @param file MP4 or MOV
 * @param from the first one, from 0
 * @param to the one after the last
 */
public record FrameSpan(Path file, long from, long to) {
    public FrameSpan {
        Objects.requireNonNull(file, "file");
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException(file + ": at least one frame, not from " + from + " to " + to);
        }
    }

    public long count() {
        return to - from;
    }
}
