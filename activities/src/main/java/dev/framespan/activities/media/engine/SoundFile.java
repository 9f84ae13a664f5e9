package dev.framespan.activities.media.engine;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;

import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.asset.MediaType;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * A sound file opened by the one reader of its type: no other is tried, no other file is opened. Of several tracks the first is
 * read; cover pictures are not.
 */
final class SoundFile implements AutoCloseable {
    private final AVFormatContext context;
    private final AVStream sound;
    private final AVPacket packet = av_packet_alloc();

    private SoundFile(AVFormatContext context) {
        this.context = context;
        AVStream first = null;
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            if (first == null && stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
                first = stream;
            } else {
                stream.discard(AVDISCARD_ALL);
            }
        }
        this.sound = first;
    }

    static SoundFile open(Path file, MediaType type) {
        AVFormatContext context = avformat_alloc_context();
        // A failed open frees what it was given.
        try (FFmpeg.Options options =
                FFmpeg.options("protocol_whitelist", "file", "max_streams", "16", "enable_drefs", "0")) {
            int code = avformat_open_input(
                    context, FFmpeg.url(file), av_find_input_format(reader(type)), options.dictionary());
            if (code < 0) {
                throw new UnusableMediaException("is no complete " + type.name() + ": its header is missing or broken ("
                        + FFmpeg.words(code) + ")");
            }
        }
        SoundFile opened = new SoundFile(context);
        if (opened.sound == null) {
            opened.close();
            throw new UnusableMediaException("holds no sound");
        }
        return opened;
    }

    private static String reader(MediaType type) {
        return switch (type) {
            case WAV -> "wav";
            case MP3 -> "mp3";
            case FLAC -> "flac";
            case OGG -> "ogg";
            case M4A, MP4, MOV -> "mov";
            case JPG, PNG, WEBP, Y4M, HTML, JSON, TXT -> throw new IllegalArgumentException("not a sound: " + type);
        };
    }

    AVStream sound() {
        return sound;
    }

    /** @return the next packet of the sound, valid until the next call; null at the end */
    AVPacket read() {
        while (true) {
            av_packet_unref(packet);
            int code = av_read_frame(context, packet);
            if (code == AVERROR_EOF) {
                return null;
            }
            if (code < 0) {
                throw new UnusableMediaException("cannot be read to its end (" + FFmpeg.words(code) + ")");
            }
            if (packet.stream_index() == sound.index()) {
                return packet;
            }
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avformat_close_input(context);
    }
}
