package dev.framespan.activities.media.engine;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.framespan.workflows.asset.MediaType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** The packets of a clip's picture. */
final class Packets {
    private Packets() {}

    /** A mark for each, equal for equal bytes. */
    static List<String> hashes(Path file) {
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

    /** How long the sound is by the index of the file, in samples: what the edit list leaves of it. */
    static long soundLength(Path file) {
        try (ClipFile clip = ClipFile.open(file)) {
            AVStream sound = clip.sound().orElseThrow();
            return sound.duration();
        }
    }

    /** The same of a file that has no picture. */
    static long soundOnlyLength(Path file) {
        try (SoundFile sound = SoundFile.open(file, MediaType.M4A)) {
            return sound.sound().duration();
        }
    }
}
