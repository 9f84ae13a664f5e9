package dev.framespan.activities.media.engine;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.framespan.activities.media.engine.ffmpeg.ClipFile;
import dev.framespan.activities.media.engine.ffmpeg.Decoder;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import dev.framespan.activities.media.engine.picture.FramePixels;
import dev.framespan.activities.media.engine.picture.PictureTrack;
import dev.framespan.workflows.assembly.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Pixels of clips, for tests that look at them. */
public final class Pictures {
    private Pictures() {}

    /** All frames of a clip, in the order in which they are shown. */
    public static List<FramePixels> of(Path file) throws IOException {
        Map<Long, FramePixels> frames = new TreeMap<>();
        AVPacket packet = av_packet_alloc();
        try (ClipFile clip = ClipFile.open(file);
                Decoder decoder =
                        new Decoder(clip.picture().codecpar(), clip.picture().time_base(), "frame")) {
            clip.readOnly(clip.picture());
            while (clip.read(packet)) {
                decoder.decode(packet, frame -> frames.put(frame.pts(), FramePixels.of(frame)));
                av_packet_unref(packet);
            }
            decoder.decode(null, frame -> frames.put(frame.pts(), FramePixels.of(frame)));
        } finally {
            av_packet_free(packet);
        }
        return List.copyOf(frames.values());
    }

    /** Makes a clip as if it had been conformed. */
    public static Path write(Path file, Format format, int frames, IntFunction<FramePixels> painter)
            throws IOException {
        FFmpeg.quiet();
        AVFrame frame = av_frame_alloc();
        try (Mp4Writer movie = new Mp4Writer(file);
                PictureTrack picture = new PictureTrack(movie, format)) {
            movie.begin();
            for (int i = 0; i < frames; i++) {
                painter.apply(i).copyTo(frame);
                picture.repeatUntil(i + 1, frame);
                av_frame_unref(frame);
            }
            picture.finish();
            movie.finish();
        } finally {
            av_frame_free(frame);
        }
        return file;
    }

    /** One colour all over. */
    public static FramePixels flat(int width, int height, int y, int u, int v) {
        byte[] planes = new byte[FramePixels.size(width, height)];
        int luma = width * height;
        Arrays.fill(planes, 0, luma, (byte) y);
        Arrays.fill(planes, luma, luma * 5 / 4, (byte) u);
        Arrays.fill(planes, luma * 5 / 4, planes.length, (byte) v);
        return new FramePixels(width, height, planes);
    }

    /** Soft waves that move, around a brightness and a tint. */
    public static FramePixels waves(int width, int height, int time, int y, int u, double contrast) {
        FramePixels frame = flat(width, height, y, u, 128);
        for (int i = 0; i < width * height; i++) {
            double wave = Math.sin((i % width + time) / 9.0) * Math.cos((i / width + time) / 11.0);
            frame.planes()[i] = (byte) Math.round(y + contrast * wave);
        }
        return frame;
    }

    /** Of all planes together, in dB. */
    public static double psnr(FramePixels one, FramePixels other) {
        double squares = 0;
        for (int i = 0; i < one.planes().length; i++) {
            double difference = (one.planes()[i] & 255) - (other.planes()[i] & 255);
            squares += difference * difference;
        }
        return squares == 0 ? 100 : 10 * Math.log10(255 * 255 * one.planes().length / squares);
    }

    /** The number of a frame of {@link TestClips}. */
    public static int number(FramePixels frame) {
        int number = 0;
        for (int bit = 0; bit < TestClips.BITS; bit++) {
            int x = (int) (frame.width() * (bit + 0.5) / TestClips.BITS);
            number |= (frame.planes()[frame.height() / 4 * frame.width() + x] & 255) > 127 ? 1 << bit : 0;
        }
        return number;
    }
}
