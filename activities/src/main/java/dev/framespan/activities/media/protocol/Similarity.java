package dev.framespan.activities.media.protocol;

/**
 * How alike two frames are.
 *
 * @param ssim structural similarity of the least similar plane, 0 to 1
 * @param psnr peak signal-to-noise ratio of the least similar plane in dB; {@link #IDENTICAL} for equal frames
 */
public record Similarity(double ssim, double psnr) {
    /** Stands for the infinite ratio of equal frames, which JSON cannot say. */
    public static final double IDENTICAL = 100;
}
