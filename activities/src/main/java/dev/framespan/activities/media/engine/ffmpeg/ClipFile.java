package dev.framespan.activities.media.engine.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;

import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.IntPointer;

/**
 * An MP4 or MOV opened by its own index and nothing else: no other container is tried, no other file is opened, no packet is read
 * to guess what the index says already.
 */
public final class ClipFile implements AutoCloseable {
    private final AVFormatContext context;
    private final AVStream picture;
    private final AVStream sound;

    private ClipFile(AVFormatContext context) {
        this.context = context;
        this.picture = first(AVMEDIA_TYPE_VIDEO);
        this.sound = first(AVMEDIA_TYPE_AUDIO);
    }

    public static ClipFile open(Path file) {
        ClipFile clip = openAny(file);
        if (clip.picture == null) {
            clip.close();
            throw new UnusableMediaException("holds no moving picture");
        }
        return clip;
    }

    /** An MP4 that holds sound and perhaps no picture. */
    public static ClipFile openSound(Path file) {
        ClipFile clip = openAny(file);
        if (clip.sound == null) {
            clip.close();
            throw new UnusableMediaException("has no sound");
        }
        return clip;
    }

    private static ClipFile openAny(Path file) {
        ClipFile clip =
                new ClipFile(MediaInput.open(file, "mov", "is no complete MP4: its index is missing or broken"));
        clip.readOnly(clip.picture, clip.sound);
        return clip;
    }

    private AVStream first(int type) {
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            boolean cover = (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
            if (stream.codecpar().codec_type() == type && !cover) {
                return stream;
            }
        }
        return null;
    }

    public AVStream picture() {
        return picture;
    }

    public Optional<AVStream> sound() {
        return Optional.ofNullable(sound);
    }

    /** FFmpeg's name of the picture's codec. */
    public String codec() {
        return avcodec_get_name(picture.codecpar().codec_id()).getString();
    }

    /** How many frames of the picture are shown, by the index. */
    public int frames() {
        int entries = avformat_index_get_entries_count(picture);
        int frames = 0;
        for (int i = 0; i < entries; i++) {
            frames += (avformat_index_get_entry(picture, i).flags() & AVIndexEntry.AVINDEX_DISCARD_FRAME) == 0 ? 1 : 0;
        }
        return frames;
    }

    public AVFormatContext context() {
        return context;
    }

    /** From here on, packets of these streams alone. */
    public void readOnly(AVStream... wanted) {
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            boolean keep = false;
            for (AVStream want : wanted) {
                keep |= want != null && want.index() == stream.index();
            }
            stream.discard(keep ? AVDISCARD_DEFAULT : AVDISCARD_ALL);
        }
    }

    /** @return false at the end */
    public boolean read(AVPacket packet) {
        return MediaInput.read(context, packet);
    }

    /** To the last refresh that is decoded no later than this, in ticks of the stream; to the start where there is none. */
    public void seek(AVStream stream, long time) {
        int code = av_seek_frame(context, stream.index(), time, AVSEEK_FLAG_BACKWARD);
        if (code < 0) {
            throw new UnusableMediaException("cannot be read again (" + FFmpeg.words(code) + ")");
        }
    }

    /** Degrees clockwise by which the picture must be turned to stand upright: 0, 90, 180 or 270. */
    public int rotation() {
        AVPacketSideData matrix = av_packet_side_data_get(
                picture.codecpar().coded_side_data(),
                picture.codecpar().nb_coded_side_data(),
                AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.isNull() || matrix.size() < 36) {
            return 0;
        }
        double counterClockwise = av_display_rotation_get(new IntPointer(matrix.data()));
        long quarters = Double.isNaN(counterClockwise) ? 0 : Math.round(-counterClockwise / 90);
        return (int) Math.floorMod(quarters, 4L) * 90;
    }

    @Override
    public void close() {
        avformat_close_input(context);
    }
}
