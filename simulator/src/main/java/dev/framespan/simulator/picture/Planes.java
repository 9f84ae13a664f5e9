package dev.framespan.simulator.picture;

/**
 * A picture as video has it: brightness for each pixel, two colour differences for each block of four.
 *
 * @param luma brightness, row by row
 * @param blue difference to blue, half as wide and high
 * @param red difference to red, half as wide and high
 */
public record Planes(Size size, byte[] luma, byte[] blue, byte[] red) {
    public Planes(Size size) {
        this(
                size,
                new byte[size.width() * size.height()],
                new byte[size.width() * size.height() / 4],
                new byte[size.width() * size.height() / 4]);
    }
}
