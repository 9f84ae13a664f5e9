package dev.framespan.activities.media.engine.sound;

import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import java.util.Arrays;

/**
 * Turns down what would exceed a true peak, and leaves every other sample as it is. Peaks between samples are found as ITU-R BS.1770-4,
 * annex 2, has it, at four times the rate; FFmpeg's alimiter sees samples alone, and would have to run at four times the rate. The gain
 * falls within 5 ms before a peak and rises by a fifth of a second at the most: so it is known from so much sound before and after a
 * sample, and stretches of a film can be limited at once, each for itself, with the same result.
 */
final class PeakLimiter {
    /** So many samples before and after a stretch change it. */
    static final int CONTEXT = 10 * 1024;

    private static final int TAPS = 12;

    /** The first two phases; the others are their mirror images. */
    private static final float[][] PHASES = {
        {
            0.0017089843750f, 0.0109863281250f, -0.0196533203125f, 0.0332031250000f, -0.0594482421875f,
            0.1373291015625f, 0.9721679687500f, -0.1022949218750f, 0.0476074218750f, -0.0266113281250f,
            0.0148925781250f, -0.0083007812500f
        },
        {
            -0.0291748046875f,
            0.0292968750000f,
            -0.0517578125000f,
            0.0891113281250f,
            -0.1665039062500f,
            0.4650878906250f,
            0.7797851562500f,
            -0.2003173828125f,
            0.1015625000000f,
            -0.0582275390625f,
            0.0330810546875f,
            -0.0189208984375f
        }
    };

    /** No phase makes more of its loudest sample: the sum of its taps, regardless of sign. */
    private static final float LARGEST_RISE = 2.1f;

    private static final int STRETCH = 64;

    /** Samples over which the gain bends, on each side. */
    private static final int BEND = Mp4Writer.SAMPLE_RATE / 400;

    /** Of the gain for each sample, from nothing to whole in a fifth of a second. */
    private static final float RISE = 5f / Mp4Writer.SAMPLE_RATE;

    private final float ceiling;

    /** @param ceiling in dBTP */
    PeakLimiter(double ceiling) {
        this.ceiling = (float) Decibels.factor(ceiling);
    }

    /** Changes both channels in place. */
    void apply(float[] left, float[] right, int count) {
        float[] gain = new float[count];
        Arrays.fill(gain, 1);
        if (!demand(gain, left, right, count)) {
            return;
        }
        for (int i = 1; i < count; i++) {
            gain[i] = Math.min(gain[i], gain[i - 1] + RISE);
        }
        smooth(gain, lowestAround(gain, count), count);
        for (int i = 0; i < count; i++) {
            left[i] *= gain[i];
            right[i] *= gain[i];
        }
    }

    /** @return whether any sample needs a gain below 1 */
    private boolean demand(float[] gain, float[] left, float[] right, int count) {
        boolean any = false;
        for (int from = 0; from < count; from += STRETCH) {
            int to = Math.min(count, from + STRETCH);
            float loudest = Math.max(loudest(left, from, to, count), loudest(right, from, to, count));
            if (loudest * LARGEST_RISE <= ceiling) {
                continue;
            }
            for (int i = from; i < to; i++) {
                float peak = Math.max(peakAfter(left, i, count), peakAfter(right, i, count));
                if (peak > ceiling) {
                    any = true;
                    gain[i] = Math.min(gain[i], ceiling / peak);
                    if (i + 1 < count) {
                        gain[i + 1] = Math.min(gain[i + 1], ceiling / peak);
                    }
                }
            }
        }
        return any;
    }

    private static float loudest(float[] samples, int from, int to, int count) {
        float loudest = 0;
        for (int i = Math.max(0, from - TAPS); i < Math.min(count, to + TAPS); i++) {
            loudest = Math.max(loudest, Math.abs(samples[i]));
        }
        return loudest;
    }

    /** The highest of a sample and the four places between it and the next. */
    private static float peakAfter(float[] samples, int at, int count) {
        float peak = Math.abs(samples[at]);
        int first = at - TAPS / 2 + 1;
        if (first < 0 || first + TAPS > count) {
            return peak;
        }
        for (float[] phase : PHASES) {
            float forward = 0;
            float backward = 0;
            for (int tap = 0; tap < TAPS; tap++) {
                forward += phase[tap] * samples[first + tap];
                backward += phase[tap] * samples[first + TAPS - 1 - tap];
            }
            peak = Math.max(peak, Math.max(Math.abs(forward), Math.abs(backward)));
        }
        return peak;
    }

    /** The lowest gain within {@link #BEND} samples of each: a queue of candidates, each lower than those behind it have been. */
    private static float[] lowestAround(float[] gain, int count) {
        float[] lowest = new float[count];
        int[] candidates = new int[count];
        int head = 0;
        int tail = 0;
        for (int i = 0; i < count + BEND; i++) {
            if (i < count) {
                while (tail > head && gain[candidates[tail - 1]] >= gain[i]) {
                    tail--;
                }
                candidates[tail++] = i;
            }
            int centre = i - BEND;
            if (centre >= 0) {
                while (candidates[head] < centre - BEND) {
                    head++;
                }
                lowest[centre] = gain[candidates[head]];
            }
        }
        return lowest;
    }

    /** Means over as many samples as the minimum was taken of: never above what any of them needs. */
    private static void smooth(float[] gain, float[] lowest, int count) {
        double sum = 0;
        for (int i = -BEND; i <= BEND; i++) {
            sum += at(lowest, i, count);
        }
        for (int i = 0; i < count; i++) {
            double mean = sum / (2 * BEND + 1);
            gain[i] = mean > 1 - 1e-6 ? 1 : (float) mean;
            sum += at(lowest, i + BEND + 1, count) - at(lowest, i - BEND, count);
        }
    }

    private static float at(float[] lowest, int index, int count) {
        return lowest[Math.max(0, Math.min(count - 1, index))];
    }
}
