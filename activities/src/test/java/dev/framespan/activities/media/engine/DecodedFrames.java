package dev.framespan.activities.media.engine;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;

/**
 * A film as an audience gets it: read by JavaCV's own grabber, which shares no code with the engine.
 *
 * @param numbers that the barcodes of the frames say, in the order in which they are shown
 * @param times when they are shown, in microseconds
 * @param left channel of the sound, at 48 kHz; empty when there is none
 * @param right channel
 */
public record DecodedFrames(List<Integer> numbers, List<Long> times, float[] left, float[] right) {
    /** AAC is not exact, least of all at the edges of a clip; a hole or a jump of the phase is far beyond this. */
    private static final double TOLERANCE = 0.06;

    /** A picture of these proportions stands in the middle of every frame. */
    public static DecodedFrames of(Path file, double aspect) throws Exception {
        List<Integer> numbers = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        Samples left = new Samples();
        Samples right = new Samples();
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
            grabber.setImageMode(org.bytedeco.javacv.FrameGrabber.ImageMode.GRAY);
            grabber.setSampleMode(org.bytedeco.javacv.FrameGrabber.SampleMode.FLOAT);
            grabber.start();
            for (Frame frame = grabber.grab(); frame != null; frame = grabber.grab()) {
                if (frame.image != null) {
                    numbers.add(number(frame, aspect));
                    times.add(frame.timestamp);
                }
                if (frame.samples != null) {
                    FloatBuffer samples = (FloatBuffer) frame.samples[0];
                    for (int i = samples.position(); i < samples.limit(); i += 2) {
                        left.add(samples.get(i));
                        right.add(samples.get(i + 1));
                    }
                }
            }
        }
        return new DecodedFrames(numbers, times, left.all(), right.all());
    }

    public static DecodedFrames of(Path file) throws Exception {
        return of(file, 0);
    }

    private static int number(Frame frame, double aspect) {
        double width = frame.imageWidth;
        double height = frame.imageHeight;
        if (aspect > 0) {
            width = Math.min(width, height * aspect);
            height = Math.min(height, width / aspect);
        }
        double x0 = (frame.imageWidth - width) / 2;
        double y0 = (frame.imageHeight - height) / 2;
        ByteBuffer pixels = (ByteBuffer) frame.image[0];
        int number = 0;
        for (int bit = 0; bit < TestClips.BITS; bit++) {
            int x = (int) (x0 + width * (bit + 0.5) / TestClips.BITS);
            int y = (int) (y0 + height / 4);
            if ((pixels.get(y * frame.imageStride + x) & 255) > 127) {
                number |= 1 << bit;
            }
        }
        return number;
    }

    /** Frames that are not shown when their place in the film wants it. */
    public List<Integer> unevenAt(double rate) {
        List<Integer> uneven = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            if (Math.abs(times.get(i) - i * 1e6 / rate) > 2) {
                uneven.add(i);
            }
        }
        return uneven;
    }

    /** Where the sound leaves the sine, in samples; the ends of the film, which the encoder may blur, left out. */
    public List<Integer> clicks(int from, int to) {
        List<Integer> clicks = new ArrayList<>();
        for (int i = from; i < to; i++) {
            float wanted = TestClips.sine(i, 48_000);
            if (Math.abs(left[i] - wanted) > TOLERANCE || Math.abs(right[i] - wanted) > TOLERANCE) {
                clicks.add(i);
            }
        }
        return clicks;
    }

    public float loudest(int from, int to) {
        float loudest = 0;
        for (int i = from; i < to; i++) {
            loudest = Math.max(loudest, Math.max(Math.abs(left[i]), Math.abs(right[i])));
        }
        return loudest;
    }

    private static final class Samples {
        private float[] values = new float[1 << 16];
        private int count;

        void add(float value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, count * 2);
            }
            values[count++] = value;
        }

        float[] all() {
            return Arrays.copyOf(values, count);
        }
    }
}
