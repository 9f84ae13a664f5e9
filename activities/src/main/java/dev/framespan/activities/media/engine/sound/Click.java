package dev.framespan.activities.media.engine.sound;

/** Whether a cut between two sounds would be heard as a click. */
final class Click {
    /** No smaller bend is heard: -48 dB. */
    private static final float SMALLEST = 0.004f;

    /** A cut bends the waveform so many times more than the sounds do themselves, or it is hidden in them. */
    private static final float STANDING_OUT = 4;

    private Click() {}

    /**
     * How sharply the waveform would bend at the cut, against how sharply it bends on both sides of it: a step stands out of a sine, and
     * is hidden in noise; where the waveform goes on as its slopes want it, there is none.
     *
     * @param before both channels of the last samples before the cut, at least two
     * @param after both channels of the first samples after it, at least two
     */
    static boolean between(float[][] before, float[][] after) {
        for (int channel = 0; channel < before.length; channel++) {
            float[] left = before[channel];
            float[] right = after[channel];
            int end = left.length;
            float atCut =
                    Math.max(bend(left[end - 2], left[end - 1], right[0]), bend(left[end - 1], right[0], right[1]));
            float usual = Math.max(sharpest(left), sharpest(right));
            if (atCut > Math.max(SMALLEST, STANDING_OUT * usual)) {
                return true;
            }
        }
        return false;
    }

    private static float sharpest(float[] samples) {
        float sharpest = 0;
        for (int i = 2; i < samples.length; i++) {
            sharpest = Math.max(sharpest, bend(samples[i - 2], samples[i - 1], samples[i]));
        }
        return sharpest;
    }

    private static float bend(float one, float two, float three) {
        return Math.abs(one - 2 * two + three);
    }
}
