package dev.framespan.activities.media.engine.clip;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;

import dev.framespan.activities.media.engine.ffmpeg.ClipFile;
import dev.framespan.activities.media.engine.ffmpeg.Decoder;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** What a clip must be before anything of it is decoded: by its index alone. */
public final class ClipPolicy {
    /**
     * What is taken; more is refused before anything is decoded.
     *
     * @param seconds longest running time
     * @param frames largest number of them
     * @param ours whether this engine made it, so that its parameter sets may bear the numbers kept for conformed clips
     */
    public record Limits(long seconds, int frames, boolean ours) {
        /** A clip from a provider. */
        public static final Limits CLIP = new Limits(3600, 900_000, false);

        /** A clip or film of our own making. */
        public static final Limits FILM = new Limits(Long.MAX_VALUE, Integer.MAX_VALUE, true);
    }

    private static final Set<String> PICTURE_CODECS = Set.of("h264", "hevc", "av1", "vp9", "mpeg4", "prores");
    private static final Set<String> SOUND_CODECS = Set.of(
            "aac", "mp3", "opus", "flac", "alac", "ac3", "eac3", "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_f32le");
    private static final int SMALLEST_SIDE = 16;
    private static final int FASTEST = 240;

    private ClipPolicy() {}

    /** @throws UnusableMediaException when the clip is none of those that are taken, or not as long as its index says */
    static void demand(Path file, ClipFile clip, Limits limits) throws IOException {
        demandKind(clip, limits);
        demandWhole(file, clip.picture(), "frame ");
        if (clip.sound().isPresent()) {
            demandWhole(file, clip.sound().get(), "block of sound ");
        }
    }

    private static void demandKind(ClipFile clip, Limits limits) {
        AVStream picture = clip.picture();
        AVCodecParameters codec = picture.codecpar();
        if (!PICTURE_CODECS.contains(clip.codec())) {
            throw new UnusableMediaException("has a picture encoded as " + clip.codec() + ", which is not taken");
        }
        clip.sound()
                .map(sound -> avcodec_get_name(sound.codecpar().codec_id()).getString())
                .filter(name -> !SOUND_CODECS.contains(name))
                .ifPresent(name -> {
                    throw new UnusableMediaException("has sound encoded as " + name + ", which is not taken");
                });
        // Of MPEG-4 video, the decoder alone says it.
        if (codec.width() != 0 || codec.height() != 0) {
            demandSides(codec.width(), codec.height());
        }
        int frames = avformat_index_get_entries_count(picture);
        double seconds = (double) picture.duration()
                * picture.time_base().num()
                / picture.time_base().den();
        if (frames < 1) {
            throw new UnusableMediaException("holds no frame at all");
        }
        if (frames > limits.frames() || seconds > limits.seconds()) {
            throw new UnusableMediaException("is too long: " + frames + " frames in " + Math.round(seconds) + " s; "
                    + limits.seconds() + " s are taken");
        }
        if (seconds > 0 && frames / seconds > FASTEST) {
            throw new UnusableMediaException(
                    "has " + Math.round(frames / seconds) + " frames a second; " + FASTEST + " are taken");
        }
    }

    /** @throws UnusableMediaException when a side is shorter or longer than is taken */
    static void demandSides(int width, int height) {
        if (Math.min(width, height) < SMALLEST_SIDE || Math.max(width, height) > Decoder.LARGEST_SIDE) {
            throw new UnusableMediaException("has " + width + "x" + height + " pixels; sides of " + SMALLEST_SIDE
                    + " to " + Decoder.LARGEST_SIDE + " are taken");
        }
    }

    private static void demandWhole(Path file, AVStream stream, String what) throws IOException {
        long size = Files.size(file);
        int entries = avformat_index_get_entries_count(stream);
        for (int i = 0; i < entries; i++) {
            AVIndexEntry entry = avformat_index_get_entry(stream, i);
            if (entry.pos() < 0 || entry.pos() + entry.size() > size) {
                throw new UnusableMediaException(
                        "is cut short: it ends after " + size + " bytes, within " + what + (i + 1) + " of " + entries);
            }
        }
    }
}
