package dev.framespan.simulator.speech;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What sounds like speech from the next room: at each syllable a breath of noise, then a tone of the voice's pitch, whose harmonics are
 * as loud as the mouth of its vowel lets them through.
 */
final class SyntheticVoice {
    private static final double[] PITCHES = {165, 120, 140, 95, 210, 235};
    private static final double[][] FORMANTS = {
        {730, 1090, 2440}, {530, 1840, 2480}, {270, 2290, 3010}, {570, 840, 2410}, {300, 870, 2240}
    };
    private static final double WIDTH = 180;
    private static final double HIGHEST = 4_000;
    private static final int ATTACK = Mp3Writer.RATE / 40;
    private static final double LOUDNESS = 0.25;

    private final double pitch;
    private final Random noise;

    /** @param number of the voice among its model's, from 0 */
    SyntheticVoice(int number) {
        this.pitch = PITCHES[number % PITCHES.length];
        this.noise = new Random(number);
    }

    /** One channel at {@link Mp3Writer#RATE}; peaks stay below −6 dBFS. */
    float[] speak(List<Syllable> syllables) {
        float[] sound = new float[syllables.stream().mapToInt(Syllable::samples).sum()];
        int from = 0;
        for (Syllable syllable : syllables) {
            if (syllable.vowel() != Syllable.PAUSE) {
                fill(sound, from, syllable);
            }
            from += syllable.samples();
        }
        return sound;
    }

    private void fill(float[] sound, int from, Syllable syllable) {
        // It falls towards its end, and no two are quite the same.
        double tone = pitch * (0.94 + 0.12 * noise.nextDouble());
        double[] loudness = harmonics(tone, FORMANTS[syllable.vowel()]);
        int length = syllable.samples();
        int breath = length / 5;
        for (int n = 0; n < length; n++) {
            double time = (double) n / Mp3Writer.RATE;
            double turns = tone * time * (1 - 0.05 * n / length);
            double value = 0;
            for (int k = 0; k < loudness.length; k++) {
                value += loudness[k] * Math.sin(2 * Math.PI * turns * (k + 1));
            }
            double fade = Math.min(1, Math.min(n, length - 1 - n) / (double) ATTACK);
            double breathing = n < breath ? 0.15 * (noise.nextDouble() - 0.5) * (1 - (double) n / breath) : 0;
            sound[from + n] = (float) (fade * (LOUDNESS * value + breathing));
        }
    }

    /** How loud each harmonic is; together 1. */
    private static double[] harmonics(double tone, double[] formants) {
        double[] loudness = new double[(int) (HIGHEST / tone)];
        for (int k = 0; k < loudness.length; k++) {
            for (double formant : formants) {
                double away = ((k + 1) * tone - formant) / WIDTH;
                loudness[k] += Math.exp(-away * away / 2);
            }
            loudness[k] = (loudness[k] + 0.02) / Math.sqrt(k + 1);
        }
        double sum = Arrays.stream(loudness).sum();
        return Arrays.stream(loudness).map(each -> each / sum).toArray();
    }
}
