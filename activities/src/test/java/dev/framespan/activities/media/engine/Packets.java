package dev.framespan.activities.media.engine;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.framespan.activities.media.engine.ffmpeg.ClipFile;
import dev.framespan.activities.media.engine.ffmpeg.Decoder;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.picture.FramePixels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** The packets of a clip's picture. */
public final class Packets {
    private Packets() {}

    /** Where one stands in its file, in bytes. */
    public record Place(int at, int size) {}

    /** In the order of decoding. */
    public static List<Place> places(Path file) {
        List<Place> places = new ArrayList<>();
        AVPacket packet = av_packet_alloc();
        try (ClipFile clip = ClipFile.open(file)) {
            clip.readOnly(clip.picture());
            while (clip.read(packet)) {
                places.add(new Place((int) packet.pos(), packet.size()));
                av_packet_unref(packet);
            }
        } finally {
            av_packet_free(packet);
        }
        return places;
    }

    /** A mark for each, equal for equal bytes. */
    public static List<String> hashes(Path file) {
        List<String> hashes = new ArrayList<>();
        AVPacket packet = av_packet_alloc();
        try (ClipFile clip = ClipFile.open(file)) {
            clip.readOnly(clip.picture());
            while (clip.read(packet)) {
                byte[] bytes = FFmpeg.bytes(packet.data(), packet.size());
                hashes.add(bytes.length + ":" + Arrays.hashCode(bytes));
                av_packet_unref(packet);
            }
        } finally {
            av_packet_free(packet);
        }
        return hashes;
    }

    /** The frames that a decoder gives of some of the packets, by when they are shown: a mark for each, equal for equal pixels. */
    public static Map<Long, String> decoded(Path file, IntPredicate kept) throws IOException {
        Map<Long, String> frames = new TreeMap<>();
        AVPacket packet = av_packet_alloc();
        try (ClipFile clip = ClipFile.open(file);
                Decoder decoder =
                        new Decoder(clip.picture().codecpar(), clip.picture().time_base(), "frame")) {
            clip.readOnly(clip.picture());
            for (int i = 0; clip.read(packet); i++) {
                if (kept.test(i)) {
                    decoder.decode(packet, frame -> frames.put(frame.pts(), mark(frame)));
                }
                av_packet_unref(packet);
            }
            decoder.decode(null, frame -> frames.put(frame.pts(), mark(frame)));
        } finally {
            av_packet_free(packet);
        }
        return frames;
    }

    private static String mark(AVFrame frame) {
        return Arrays.hashCode(FramePixels.of(frame).planes()) + "";
    }

    /** How long the sound is by the index of the file, in samples: what the edit list leaves of it. */
    public static long soundLength(Path file) {
        try (ClipFile clip = ClipFile.open(file)) {
            AVStream sound = clip.sound().orElseThrow();
            return sound.duration();
        }
    }

    /** The same of a file that has no picture. */
    public static long soundOnlyLength(Path file) {
        try (ClipFile clip = ClipFile.openSound(file)) {
            return clip.sound().orElseThrow().duration();
        }
    }
}
