package dev.framespan.activities.media.engine.sound;

import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import dev.framespan.activities.media.protocol.MixSpec;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A voice, listened to before the mix begins: how loud it is, and when it speaks.
 *
 * @param gain in dB that brings it to {@link #LOUDNESS}; without the author's own
 * @param speech when it speaks, in samples of the mix
 */
record Voice(double gain, List<Span> speech) {
    /** What every voice is brought to, in LUFS: the reference of ReplayGain 2, which leaves speech its peaks. */
    static final double LOUDNESS = -18;

    /** More than this, in dB, would raise the noise of the room and not the voice. */
    private static final double LARGEST_GAIN = 20;

    /** Speech is louder, in dB of full scale over 10 ms, once the voice has its loudness. */
    private static final double FLOOR = -45;

    private static final int WINDOW = Mp4Writer.SAMPLE_RATE / 100;
    private static final int SHORTEST_MEASURED = Mp4Writer.SAMPLE_RATE / 2;

    /** @param to the sample after the last */
    record Span(long from, long to) {}

    static Voice listen(MixSpec.CuePart cue, ProgressListener progress) throws IOException {
        try (CueSound sound = new CueSound(cue.file(), cue.type(), false);
                Loudness loudness = new Loudness(false)) {
            List<Double> powers = new ArrayList<>();
            float[] left = new float[WINDOW];
            float[] right = new float[WINDOW];
            long samples = 0;
            for (int read = sound.readSome(left, right, WINDOW); read > 0; read = sound.readSome(left, right, WINDOW)) {
                loudness.add(left, right, 0, read);
                samples += read;
                progress.at(0);
                powers.add(power(left, right, read));
            }
            // A single short word is measured as if it were said again and again, at its last 10 ms at least.
            for (; samples > 0 && samples < SHORTEST_MEASURED; samples += WINDOW) {
                loudness.add(left, right, 0, WINDOW);
            }
            loudness.finish();
            double gain = loudness.integrated() <= Loudness.SILENCE
                    ? 0
                    : Math.max(-LARGEST_GAIN, Math.min(LARGEST_GAIN, LOUDNESS - loudness.integrated()));
            return new Voice(gain, speech(cue, powers, gain + cue.gain()));
        } catch (UnusableMediaException e) {
            throw new UnusableMediaException(e.getMessage() + " (" + cue.file().getFileName() + ")");
        }
    }

    private static double power(float[] left, float[] right, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += left[i] * left[i] + right[i] * right[i];
        }
        return sum / (2.0 * count);
    }

    private static List<Span> speech(MixSpec.CuePart cue, List<Double> powers, double gain) {
        double floor = Math.pow(10, (FLOOR - gain) / 10);
        BitSet speaking = new BitSet();
        for (int i = 0; i < powers.size(); i++) {
            speaking.set(i, powers.get(i) > floor);
        }
        List<Span> spans = new ArrayList<>();
        long end = cue.start() + cue.length();
        for (int from = speaking.nextSetBit(0); from >= 0; ) {
            int to = speaking.nextClearBit(from);
            long first = cue.start() + (long) from * WINDOW;
            if (first < end) {
                spans.add(new Span(first, Math.min(end, cue.start() + (long) to * WINDOW)));
            }
            from = speaking.nextSetBit(to);
        }
        if (cue.loop() && !spans.isEmpty()) {
            return List.of(new Span(cue.start(), end));
        }
        return spans;
    }
}
