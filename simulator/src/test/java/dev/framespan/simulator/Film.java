package dev.framespan.simulator;

import dev.framespan.simulator.picture.Picture;
import dev.framespan.simulator.picture.Planes;
import dev.framespan.simulator.picture.Size;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;

/**
 * A decoded video, its frames kept small.
 *
 * @param frames 160 pixels wide
 * @param sound the left side at 48 kHz; empty where there is none
 */
record Film(int width, int height, double seconds, List<Planes> frames, float[] sound) {
    private static final int SMALL = 160;
    private static final int FARTHEST = 40;

    static Film of(Path file) throws Exception {
        List<Planes> frames = new ArrayList<>();
        float[] sound = new float[0];
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
            grabber.setSampleMode(FrameGrabber.SampleMode.FLOAT);
            grabber.start();
            Size small = new Size(SMALL, SMALL * grabber.getImageHeight() / grabber.getImageWidth() / 2 * 2);
            for (Frame frame = grabber.grab(); frame != null; frame = grabber.grab()) {
                if (frame.image != null) {
                    frames.add(picture(frame).cover(small));
                } else if (frame.samples != null) {
                    FloatBuffer samples = (FloatBuffer) frame.samples[0];
                    int from = sound.length;
                    sound = Arrays.copyOf(sound, from + samples.remaining() / 2);
                    for (int i = from; i < sound.length; i++) {
                        sound[i] = samples.get();
                        samples.get();
                    }
                }
            }
            return new Film(
                    grabber.getImageWidth(), grabber.getImageHeight(), grabber.getLengthInTime() / 1e6, frames, sound);
        }
    }

    private static Picture picture(Frame frame) {
        byte[] pixels = new byte[3 * frame.imageWidth * frame.imageHeight];
        ByteBuffer source = ((ByteBuffer) frame.image[0]).duplicate();
        for (int y = 0; y < frame.imageHeight; y++) {
            source.position(y * frame.imageStride);
            source.get(pixels, 3 * y * frame.imageWidth, 3 * frame.imageWidth);
        }
        return new Picture(frame.imageWidth, frame.imageHeight, pixels);
    }

    boolean hasSound() {
        return sound.length > 0;
    }

    /** How the brightness of two frames goes together, from −1 to 1. */
    double likeness(int frame, Film other, int otherFrame) {
        byte[] one = frames.get(frame).luma();
        byte[] two = other.frames.get(otherFrame).luma();
        double meanOne = mean(one);
        double meanTwo = mean(two);
        double product = 0;
        double squareOne = 0;
        double squareTwo = 0;
        for (int i = 0; i < Math.min(one.length, two.length); i++) {
            double a = (one[i] & 0xFF) - meanOne;
            double b = (two[i] & 0xFF) - meanTwo;
            product += a * b;
            squareOne += a * a;
            squareTwo += b * b;
        }
        return product / Math.sqrt(squareOne * squareTwo);
    }

    /** How far the colours of two frames are apart on average, in steps of 256. */
    double colourDistance(int frame, Film other, int otherFrame) {
        Planes one = frames.get(frame);
        Planes two = other.frames.get(otherFrame);
        double sum = 0;
        for (int i = 0; i < one.blue().length; i++) {
            sum += Math.abs((one.blue()[i] & 0xFF) - (two.blue()[i] & 0xFF));
            sum += Math.abs((one.red()[i] & 0xFF) - (two.red()[i] & 0xFF));
        }
        return sum / 2 / one.blue().length;
    }

    /** By how many small pixels the middle of one frame is found to the right of where it was in another. */
    int movedAcross(int from, int to) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int distance = 0; distance <= FARTHEST; distance++) {
            for (int moved : new int[] {distance, -distance}) {
                double difference = difference(frames.get(from), frames.get(to), moved);
                if (difference < least - 1e-9) {
                    least = difference;
                    best = moved;
                }
            }
        }
        return best;
    }

    private static double difference(Planes before, Planes now, int moved) {
        int height = now.size().height();
        double sum = 0;
        for (int y = height / 4; y < 3 * height / 4; y++) {
            for (int x = FARTHEST; x < SMALL - FARTHEST; x++) {
                int a = before.luma()[y * SMALL + x] & 0xFF;
                int b = now.luma()[y * SMALL + x + moved] & 0xFF;
                sum += (a - b) * (a - b);
            }
        }
        return sum;
    }

    /** How loud one pitch is heard between two seconds: the height of its wave. */
    double loudness(int pitch, double from, double to) {
        double sine = 0;
        double cosine = 0;
        int first = (int) (from * 48_000);
        int last = (int) (to * 48_000);
        for (int i = first; i < last; i++) {
            sine += sound[i] * Math.sin(2 * Math.PI * pitch * i / 48_000);
            cosine += sound[i] * Math.cos(2 * Math.PI * pitch * i / 48_000);
        }
        return 2 * Math.hypot(sine, cosine) / (last - first);
    }

    private static double mean(byte[] values) {
        double sum = 0;
        for (byte value : values) {
            sum += value & 0xFF;
        }
        return sum / values.length;
    }
}
