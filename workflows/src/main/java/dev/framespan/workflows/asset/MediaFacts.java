package dev.framespan.workflows.asset;

import java.util.Objects;

/**
 * What decoding the whole of a still or clip has shown.
 *
 * @param width of the picture as it is displayed, in pixels
 * @param height of the picture as it is displayed, in pixels
 * @param frames number of pictures; 1 for a still
 * @param rate frames a second as a fraction, {@code 24/1} or {@code 30000/1001}; {@code 0/1} for a still
 * @param sound whether there is an audio track
 * @param codec FFmpeg's name of the picture's codec: {@code h264}, {@code png}
 * @param signature clips of equal signature can be joined by copying packets: codec, profile, size, pixel format, aspect of a
 *     pixel, colour, rate, parameter sets; empty where the clip cannot be copied at all (no instantaneous refresh at
 *     its start, a variable rate, a rotation)
 */
public record MediaFacts(
        int width, int height, long frames, String rate, boolean sound, String codec, String signature) {
    /** @throws IllegalArgumentException when a side or the number of frames is below 1 */
    public MediaFacts {
        if (width < 1 || height < 1 || frames < 1) {
            throw new IllegalArgumentException("no picture: " + width + "x" + height + ", " + frames + " frames");
        }
        Objects.requireNonNull(rate, "rate");
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(signature, "signature");
    }
}
