package dev.framespan.simulator.clip;

import java.util.Random;

/**
 * A quiet chord that never stops and never clicks: each voice is a pair of sines, slightly apart, that swells slowly. It
 * depends on the seed and the sample's number only.
 */
final class AmbientChord implements HeardSound {
    private static final int[][] CHORDS = {
        {0, 7, 12, 16, 19}, {0, 7, 10, 15, 19}, {0, 5, 12, 16, 21}, {0, 7, 14, 17, 21}
    };
    private static final int TABLE = 4096;
    private static final float[] SINE = new float[TABLE + 1];

    static {
        for (int i = 0; i <= TABLE; i++) {
            SINE[i] = (float) Math.sin(2 * Math.PI * i / TABLE);
        }
    }

    private final double[] left;
    private final double[] right;
    private final double[] swell;
    private final double[] phase;

    AmbientChord(long seed) {
        Random random = new Random(seed);
        int[] chord = CHORDS[random.nextInt(CHORDS.length)];
        double root = 98 * Math.pow(2, random.nextInt(9) / 12.0);
        left = new double[chord.length];
        right = new double[chord.length];
        swell = new double[chord.length];
        phase = new double[chord.length];
        for (int i = 0; i < chord.length; i++) {
            double pitch = root * Math.pow(2, chord[i] / 12.0);
            left[i] = pitch * 0.9985;
            right[i] = pitch * 1.0015;
            swell[i] = 0.07 + 0.11 * random.nextDouble();
            phase[i] = random.nextDouble();
        }
    }

    /** Fills both sides from the sample with this number on; peaks stay below −12 dBFS. */
    @Override
    public void fill(long from, float[] leftSide, float[] rightSide, int count) {
        for (int n = 0; n < count; n++) {
            double time = (double) (from + n) / Encoders.SAMPLES_PER_SECOND;
            float leftSum = 0;
            float rightSum = 0;
            for (int i = 0; i < left.length; i++) {
                float loudness = (0.6f + 0.4f * sine(time * swell[i] + phase[i])) * 0.25f / (left.length + i);
                leftSum += loudness * sine(time * left[i] + phase[i]);
                rightSum += loudness * sine(time * right[i] + phase[i] + 0.25);
            }
            leftSide[n] = leftSum;
            rightSide[n] = rightSum;
        }
    }

    private static float sine(double turns) {
        double place = (turns - Math.floor(turns)) * TABLE;
        int index = (int) place;
        float rest = (float) (place - index);
        return SINE[index] + (SINE[index + 1] - SINE[index]) * rest;
    }
}
