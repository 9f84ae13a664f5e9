package dev.framespan.activities.media.engine.sound;

import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** One sound in its place in the mix: where it begins and ends, how loud it is, how it fades. Opened when it is first needed. */
final class MixPart implements AutoCloseable {
    /** Over so many samples, 5 ms, a sound is faded where its edge would click. */
    static final int SHORT_FADE = Mp4Writer.SAMPLE_RATE / 200;

    /** So many samples on each side of a cut tell whether it would click. */
    static final int TELLING = Mp4Writer.SAMPLE_RATE / 500;

    /** Opens the sound, its first sample the first that is heard. */
    @FunctionalInterface
    interface Opening {
        SampleSource open() throws IOException;
    }

    private final Path file;
    private final long start;
    private final long length;
    private final Opening opening;
    private final float gain;
    private long fadeIn;
    private long fadeOut;
    private SampleSource source;
    private long mixed;
    private int ahead;
    private float[] left = new float[0];
    private float[] right = new float[0];

    /**
     * @param file for messages
     * @param start in the mix, in samples, as all times
     * @param gain in dB
     */
    MixPart(Path file, long start, long length, long fadeIn, long fadeOut, double gain, Opening opening) {
        this.file = file;
        this.start = start;
        this.length = length;
        this.fadeIn = fadeIn;
        this.fadeOut = fadeOut;
        this.gain = (float) Decibels.factor(gain);
        this.opening = opening;
    }

    long start() {
        return start;
    }

    long end() {
        return start + length;
    }

    boolean hasFadeIn() {
        return fadeIn > 0;
    }

    boolean hasFadeOut() {
        return fadeOut > 0;
    }

    /** Its first samples, as loud as they will be without a fade; nothing of them may have been mixed. */
    float[][] head() throws IOException {
        int count = (int) Math.min(TELLING, length);
        lookAhead(count);
        return scaled(0, count);
    }

    /** Its last samples, as loud as they will be without a fade. */
    float[][] tail() throws IOException {
        int rest = Math.toIntExact(length - mixed);
        lookAhead(rest);
        return scaled(Math.max(0, rest - TELLING), rest);
    }

    void fadeInShortly() {
        fadeIn = Math.min(SHORT_FADE, length / 2);
    }

    void fadeOutShortly() {
        fadeOut = Math.min(SHORT_FADE, length / 2);
    }

    /** Adds what is heard of it within a stretch of the mix. Stretches are asked for in their order. */
    void addTo(float[] busLeft, float[] busRight, long position, int count) throws IOException {
        int from = (int) Math.max(0, Math.min(count, start - position));
        int to = (int) Math.max(0, Math.min(count, end() - position));
        int heard = to - from;
        if (heard <= 0) {
            return;
        }
        lookAhead(heard);
        for (int i = 0; i < heard; i++) {
            float factor = gain * fade(mixed + i);
            busLeft[from + i] += left[i] * factor;
            busRight[from + i] += right[i] * factor;
        }
        ahead -= heard;
        System.arraycopy(left, heard, left, 0, ahead);
        System.arraycopy(right, heard, right, 0, ahead);
        mixed += heard;
        if (mixed == length) {
            close();
        }
    }

    /** Quarters of a sine and a cosine: two sounds that fade into each other keep their power. */
    private float fade(long at) {
        float factor = 1;
        if (at < fadeIn) {
            factor = (float) Math.sin(Math.PI / 2 * (at + 0.5) / fadeIn);
        }
        long toEnd = length - 1 - at;
        if (toEnd < fadeOut) {
            factor *= (float) Math.sin(Math.PI / 2 * (toEnd + 0.5) / fadeOut);
        }
        return factor;
    }

    private void lookAhead(int count) throws IOException {
        if (count <= ahead) {
            return;
        }
        if (left.length < count) {
            left = Arrays.copyOf(left, count);
            right = Arrays.copyOf(right, count);
        }
        try {
            if (source == null) {
                source = opening.open();
            }
            float[] nextLeft = new float[count - ahead];
            float[] nextRight = new float[count - ahead];
            source.read(nextLeft, nextRight, count - ahead);
            System.arraycopy(nextLeft, 0, left, ahead, count - ahead);
            System.arraycopy(nextRight, 0, right, ahead, count - ahead);
            ahead = count;
        } catch (UnusableMediaException e) {
            throw new UnusableMediaException(e.getMessage() + " (" + file.getFileName() + ")");
        }
    }

    private float[][] scaled(int from, int to) {
        float[][] both = {Arrays.copyOfRange(left, from, to), Arrays.copyOfRange(right, from, to)};
        for (float[] channel : both) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] *= gain;
            }
        }
        return both;
    }

    @Override
    public void close() {
        if (source != null) {
            source.close();
            source = null;
        }
    }
}
