package dev.framespan.workflows.assembly;

import dev.framespan.workflows.asset.FrameRate;
import java.util.Objects;

/**
 * The frame and the rate that every clip of a film shares.
 *
 * @param width in pixels, even
 * @param height in pixels, even
 * @param rate frames a second as a fraction: {@code 24/1}, {@code 30000/1001}
 */
public record Format(int width, int height, String rate) {
    /** @throws IllegalArgumentException when a side is odd or below 2, or the rate is no fraction */
    public Format {
        if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException("a frame has even sides, not " + width + "x" + height);
        }
        Objects.requireNonNull(rate, "rate");
        FrameRate.parse(rate);
    }
}
