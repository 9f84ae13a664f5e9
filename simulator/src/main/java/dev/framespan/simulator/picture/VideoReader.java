package dev.framespan.simulator.picture;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;

/** Decodes a video that was fetched into a file, from its beginning to its end. */
public final class VideoReader implements AutoCloseable {
    /** Blocks and frames of encoders that count in milliseconds lie this much beside their time. */
    private static final long SLACK_MICROS = 1_000;

    private final FFmpegFrameGrabber grabber;
    private Picture shown;
    private Picture next;
    private long nextMicros;
    private long firstMicros;

    private VideoReader(FFmpegFrameGrabber grabber) {
        this.grabber = grabber;
    }

    /** Opens an MP4 or MOV. */
    public static VideoReader open(Path file) throws IOException {
        VideoReader reader = new VideoReader(started(file));
        try {
            reader.readNext();
            if (reader.next == null) {
                throw new IOException("it holds no picture");
            }
            reader.firstMicros = reader.nextMicros;
            return reader;
        } catch (IOException broken) {
            reader.close();
            throw broken;
        }
    }

    /** How long the pictures of an MP4 or MOV last, in milliseconds. */
    public static long millis(Path file) throws IOException {
        try (FFmpegFrameGrabber grabber = started(file)) {
            for (int i = 0; i < grabber.getFormatContext().nb_streams(); i++) {
                AVStream stream = grabber.getFormatContext().streams(i);
                if (stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
                    double ticks = stream.duration();
                    return Math.round(1000
                            * ticks
                            * stream.time_base().num()
                            / stream.time_base().den());
                }
            }
            throw new IOException("it holds no picture");
        } catch (FrameGrabber.Exception broken) {
            throw new IOException("it cannot be decoded", broken);
        }
    }

    /** @param micros since the first picture; never less than the time before, and beyond the end the last picture is shown */
    public Picture at(long micros) throws IOException {
        while (next != null && (shown == null || nextMicros - firstMicros <= micros + SLACK_MICROS)) {
            shown = next;
            readNext();
        }
        return shown;
    }

    private void readNext() throws IOException {
        try {
            Frame frame = grabber.grabImage();
            next = frame == null ? null : PictureReader.copy(frame);
            nextMicros = frame == null ? 0 : frame.timestamp;
        } catch (FrameGrabber.Exception broken) {
            throw new IOException("it cannot be decoded", broken);
        }
    }

    /**
     * What is heard in a video.
     *
     * @param left samples from −1 to 1
     * @param right as many
     */
    public record Sound(float[] left, float[] right) {}

    /** @return empty where the video is silent */
    public static Optional<Sound> sound(Path file, int samplesPerSecond) throws IOException {
        try (FFmpegFrameGrabber grabber = PictureReader.open(file, "mov")) {
            grabber.setSampleRate(samplesPerSecond);
            grabber.setAudioChannels(2);
            grabber.setSampleMode(FrameGrabber.SampleMode.FLOAT);
            grabber.start();
            if (!grabber.hasAudio()) {
                return Optional.empty();
            }
            float[] interleaved = new float[1 << 18];
            int count = 0;
            for (Frame frame = grabber.grabSamples(); frame != null; frame = grabber.grabSamples()) {
                FloatBuffer samples = (FloatBuffer) frame.samples[0];
                int more = samples.remaining();
                if (count + more > interleaved.length) {
                    interleaved = Arrays.copyOf(interleaved, 2 * (count + more));
                }
                samples.get(interleaved, count, more);
                count += more;
            }
            return Optional.of(sides(interleaved, count / 2));
        } catch (FrameGrabber.Exception broken) {
            throw new IOException("its sound cannot be decoded", broken);
        }
    }

    private static Sound sides(float[] interleaved, int count) {
        float[] left = new float[count];
        float[] right = new float[count];
        for (int i = 0; i < count; i++) {
            left[i] = interleaved[2 * i];
            right[i] = interleaved[2 * i + 1];
        }
        return new Sound(left, right);
    }

    private static FFmpegFrameGrabber started(Path file) throws IOException {
        FFmpegFrameGrabber grabber = PictureReader.open(file, "mov");
        try {
            grabber.start();
            return grabber;
        } catch (FrameGrabber.Exception broken) {
            grabber.close();
            throw new IOException("it cannot be decoded", broken);
        }
    }

    @Override
    public void close() throws IOException {
        grabber.close();
    }
}
