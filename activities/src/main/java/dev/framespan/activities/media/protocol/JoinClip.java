package dev.framespan.activities.media.protocol;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A clip in its place in a film.
 *
 * @param file MP4 or MOV, H.264
 * @param frames that decoding it has shown
 * @param rate frames a second as a fraction, {@code 24/1}
 * @param sound whether it has an audio track
 */
public record JoinClip(Path file, long frames, String rate, boolean sound) {
    public JoinClip {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(rate, "rate");
        if (frames < 1) {
            throw new IllegalArgumentException(file + ": a clip has at least one frame, not " + frames);
        }
    }
}
