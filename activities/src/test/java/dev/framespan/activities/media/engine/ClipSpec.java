package dev.framespan.activities.media.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongUnaryOperator;

/**
 * A clip to be made for a test: every frame carries its number as a barcode, the sound is one sine that goes on from clip to clip.
 *
 * @param picture FFmpeg's name of the encoder
 * @param options of that encoder: key, value, key, value
 * @param width in pixels
 * @param height in pixels
 * @param numerator of the rate
 * @param denominator of the rate
 * @param frames their number
 * @param number of the first frame
 * @param time when frame i is shown, in ticks of 1/90000 s; null for a constant rate
 * @param sound null for a silent clip
 * @param onItsSide whether its pixels lie on their side, and the file says that they are to be turned clockwise
 */
public record ClipSpec(
        String picture,
        String[] options,
        int width,
        int height,
        int numerator,
        int denominator,
        int frames,
        int number,
        LongUnaryOperator time,
        Sound sound,
        boolean onItsSide) {
    /**
     * @param rate samples a second
     * @param channels 1 or 2
     * @param samples their number
     * @param first where in the endless sine the clip begins, in samples of this rate
     * @param delay after the first frame with which it begins, in samples of this rate
     */
    public record Sound(int rate, int channels, long samples, double first, long delay) {
        public Sound(int rate, int channels, long samples, double first) {
            this(rate, channels, samples, first, 0);
        }
    }

    /** 24 frames a second, as a provider encodes them: B-frames, one group of pictures, no sound. */
    public static ClipSpec clip(int width, int height, int frames) {
        String[] options = {"preset", "ultrafast", "crf", "20", "bf", "2", "x264-params", "b-pyramid=none:scenecut=0"};
        return new ClipSpec("libx264", options, width, height, 24, 1, frames, 0, null, null, false);
    }

    public ClipSpec startingAt(int first) {
        return new ClipSpec(
                picture, options, width, height, numerator, denominator, frames, first, time, sound, onItsSide);
    }

    public ClipSpec at(int newNumerator, int newDenominator) {
        return new ClipSpec(
                picture, options, width, height, newNumerator, newDenominator, frames, number, time, sound, onItsSide);
    }

    public ClipSpec by(String encoder, String... newOptions) {
        return new ClipSpec(
                encoder, newOptions, width, height, numerator, denominator, frames, number, time, sound, onItsSide);
    }

    public ClipSpec timed(LongUnaryOperator newTime) {
        return new ClipSpec(
                picture, options, width, height, numerator, denominator, frames, number, newTime, sound, onItsSide);
    }

    public ClipSpec with(Sound newSound) {
        return new ClipSpec(
                picture, options, width, height, numerator, denominator, frames, number, time, newSound, onItsSide);
    }

    /** The same picture in pixels that lie on their side. */
    public ClipSpec lyingOnItsSide() {
        return new ClipSpec(picture, options, width, height, numerator, denominator, frames, number, time, sound, true);
    }

    /** Stereo at 48 kHz, exactly as long as the picture, in phase with a film that this clip continues at its first number. */
    public ClipSpec sounding() {
        long from = Math.round((double) number * 48_000 * denominator / numerator);
        long to = Math.round((double) (number + frames) * 48_000 * denominator / numerator);
        return with(new Sound(48_000, 2, to - from, from));
    }

    public Path in(Path file) throws IOException {
        TestClips.make(this, file);
        return file;
    }
}
