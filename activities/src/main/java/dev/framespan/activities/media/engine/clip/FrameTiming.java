package dev.framespan.activities.media.engine.clip;

import java.util.Arrays;

/**
 * When the frames of a clip are shown.
 *
 * @param start of the first frame, in ticks of the track
 * @param length from the start of the first frame to the end of the last, in ticks
 * @param numerator of the rate in frames a second
 * @param denominator of the rate
 * @param constant whether every frame is where the rate wants it, to the tick that the track can say
 */
record FrameTiming(long start, long length, long numerator, long denominator, boolean constant) {
    private static final long[][] USUAL = {
        {24, 1}, {25, 1}, {30, 1}, {24000, 1001}, {30000, 1001}, {60, 1}, {50, 1}, {60000, 1001}, {48, 1}, {15, 1},
        {12, 1}, {16, 1}, {20, 1}, {10, 1}, {8, 1}, {120, 1}, {100, 1}, {120000, 1001}, {48000, 1001}, {15000, 1001}
    };

    /**
     * @param shown when each frame is shown, in any order
     * @param lastDuration of the frame shown last, in ticks; 0 when unknown
     * @param num seconds in a tick, numerator
     * @param den seconds in a tick, denominator
     */
    static FrameTiming of(long[] shown, long lastDuration, long num, long den) {
        long[] sorted = shown.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        long span = sorted[last] - sorted[0];
        long duration = lastDuration > 0 ? lastDuration : last > 0 ? span / last : den / (24 * num);
        for (long[] rate : USUAL) {
            if (isConstant(sorted, rate, num, den) && (last > 0 || near(duration, rate, num, den))) {
                return new FrameTiming(sorted[0], span + duration, rate[0], rate[1], true);
            }
        }
        long step = last > 0 ? sorted[1] - sorted[0] : duration;
        boolean even = step > 0;
        for (int i = 1; i <= last && even; i++) {
            even = sorted[i] - sorted[i - 1] == step;
        }
        if (even) {
            long common = gcd(den, step * num);
            return new FrameTiming(sorted[0], span + duration, den / common, step * num / common, true);
        }
        long[] nearest = nearest((double) den * sorted.length / ((double) num * (span + duration)));
        return new FrameTiming(sorted[0], span + duration, nearest[0], nearest[1], false);
    }

    String rate() {
        return numerator + "/" + denominator;
    }

    double perSecond() {
        return (double) numerator / denominator;
    }

    private static boolean isConstant(long[] sorted, long[] rate, long num, long den) {
        double ticks = (double) den * rate[1] / ((double) num * rate[0]);
        if (ticks < 2) {
            return false;
        }
        for (int i = 0; i < sorted.length; i++) {
            if (Math.abs(sorted[i] - sorted[0] - i * ticks) > 1) {
                return false;
            }
        }
        return true;
    }

    private static boolean near(long duration, long[] rate, long num, long den) {
        return Math.abs(duration - (double) den * rate[1] / ((double) num * rate[0])) <= 1;
    }

    private static long[] nearest(double perSecond) {
        long[] best = USUAL[0];
        for (long[] rate : USUAL) {
            if (distance(rate, perSecond) < distance(best, perSecond)) {
                best = rate;
            }
        }
        return best;
    }

    private static double distance(long[] rate, double perSecond) {
        return Math.abs(Math.log((double) rate[0] / rate[1] / perSecond));
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
