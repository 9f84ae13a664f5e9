package dev.framespan.activities.media.engine.picture;

import dev.framespan.workflows.assembly.Transition;
import java.util.function.DoubleFunction;

/**
 * How the frames on both sides of a join change their tone: the last ones of the clip before, the first ones of the clip after.
 *
 * @param before how many of the clip before
 * @param after how many of the clip after
 * @param leaving the tone of a frame before the join by its share, which is 1 for the last one
 * @param entering the tone of a frame after the join by its share, which is 1 for the first one
 */
public record ToneRamp(long before, long after, DoubleFunction<Tone> leaving, DoubleFunction<Tone> entering) {
    private static final double[] BLACK = {16, 128, 128};
    private static final double[] WHITE = {235, 128, 128};

    /** The largest differences that are evened out, in levels: beyond them it is another picture, and would be washed out. */
    private static final double[] LARGEST_SHIFT = {48, 24, 24};

    private static final double LARGEST_GAIN = 1.25;

    /** Planes flatter than this have no contrast that could be matched. */
    private static final double FLAT = 4;

    public static ToneRamp none() {
        return new ToneRamp(0, 0, share -> null, share -> null);
    }

    /** Into black or white, of which the frames at the join are full, and out of it. */
    public static ToneRamp colour(Transition transition, long before, long after) {
        double[] colour = transition.style().equals("white") ? WHITE : BLACK;
        return new ToneRamp(before, after, share -> Tone.towards(colour, share), share -> Tone.towards(colour, share));
    }

    /**
     * Each side runs towards the other, so that at the join both have one mean and one contrast in each plane.
     *
     * @param last frame before the join
     * @param first frame after it
     */
    public static ToneRamp match(FramePixels last, FramePixels first, long before, long after) {
        double part = (double) before / (before + after);
        return new ToneRamp(
                before, after, share -> run(last, first, share * part), share -> run(first, last, share * (1 - part)));
    }

    /** @param way of one frame to the other, 0 to 1 */
    private static Tone run(FramePixels from, FramePixels to, double way) {
        double[] gain = new double[FramePixels.PLANES];
        double[] offset = new double[FramePixels.PLANES];
        for (int plane = 0; plane < FramePixels.PLANES; plane++) {
            double mean = from.mean(plane);
            double shift = within(to.mean(plane) - mean, -LARGEST_SHIFT[plane], LARGEST_SHIFT[plane]);
            double deviation = from.deviation(plane);
            double other = to.deviation(plane);
            double contrast =
                    deviation < FLAT || other < FLAT ? 1 : within(other / deviation, 1 / LARGEST_GAIN, LARGEST_GAIN);
            gain[plane] = Math.pow(contrast, way);
            offset[plane] = mean * (1 - gain[plane]) + shift * way;
        }
        return new Tone(gain, offset);
    }

    private static double within(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }

    /** Of the frame so many places before the join, from 0; null where it stays as it is. */
    public Tone before(long places) {
        return places >= before ? null : leaving.apply((double) (before - places) / before);
    }

    /** Of the frame so many places after the join, from 0; null where it stays as it is. */
    public Tone after(long places) {
        return places >= after ? null : entering.apply((double) (after - places) / after);
    }
}
