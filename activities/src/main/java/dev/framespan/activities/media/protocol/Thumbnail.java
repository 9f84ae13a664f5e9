package dev.framespan.activities.media.protocol;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * One picture of a contact sheet.
 *
 * @param file the clip it is taken from, or that clip's {@link PreviewFrames}, of which none must be decoded
 * @param frame the frame to show, from 0; the last one where the file has fewer. {@link PreviewFrames#MIDDLE} is the middle of a clip
 * @param caption the lines under it
 */
public record Thumbnail(Path file, long frame, List<String> caption) {
    public Thumbnail {
        Objects.requireNonNull(file, "file");
        caption = List.copyOf(caption);
        if (frame < 0) {
            throw new IllegalArgumentException("frames are counted from 0, not " + frame);
        }
    }
}
