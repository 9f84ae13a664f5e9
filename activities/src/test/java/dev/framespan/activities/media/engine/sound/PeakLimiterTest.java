package dev.framespan.activities.media.engine.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is too loud is turned down, and nothing else. */
class PeakLimiterTest {
    private static final int LENGTH = 96_000;

    @Test
    void peaksBetweenSamplesAreFoundAndTurnedDown() throws Exception {
        // A quarter of the sample rate, sampled beside its peaks: 3 dB more than any sample shows.
        float[] left = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            left[i] = (float) Math.sin(Math.PI / 2 * i + Math.PI / 4) * 0.98f * (float) Math.sin(Math.PI * i / LENGTH);
        }
        float[] right = left.clone();
        assertThat(truePeak(left, right)).isGreaterThan(-0.5);

        new PeakLimiter(-3).apply(left, right, LENGTH);

        assertThat(truePeak(left, right)).isBetween(-3.4, -2.75);
    }

    @Test
    void noSampleIsTouchedFarFromAPeak() {
        float[] left = noise();
        left[48_000] = 1.5f;
        float[] before = left.clone();
        float[] right = new float[LENGTH];

        new PeakLimiter(-1).apply(left, right, LENGTH);

        for (int i = 0; i < LENGTH; i++) {
            if (i < 48_000 - 400 || i > 48_000 + 9_600) {
                assertThat(left[i]).isEqualTo(before[i]);
            }
        }
        assertThat(left[48_000]).isLessThan(0.892f);
    }

    @Test
    void aStretchIsLimitedAsTheWholeIs() {
        float[] whole = noise();
        for (int i = 1000; i < LENGTH; i += 7_777) {
            whole[i] = 1.2f;
        }
        int from = 30_000;
        float[] part = Arrays.copyOfRange(whole, from - PeakLimiter.CONTEXT, 70_000);

        new PeakLimiter(-1).apply(whole, whole.clone(), LENGTH);
        new PeakLimiter(-1).apply(part, part.clone(), part.length);

        for (int i = from; i < 69_000; i++) {
            assertThat(part[i - from + PeakLimiter.CONTEXT]).isCloseTo(whole[i], offset(1e-6f));
        }
    }

    private static float[] noise() {
        Random random = new Random(3);
        float[] noise = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            noise[i] = 0.05f * (float) random.nextGaussian();
        }
        return noise;
    }

    private static double truePeak(float[] left, float[] right) throws Exception {
        try (Loudness loudness = new Loudness(true)) {
            loudness.add(left, right, 0, LENGTH);
            loudness.finish();
            return loudness.truePeak();
        }
    }
}
