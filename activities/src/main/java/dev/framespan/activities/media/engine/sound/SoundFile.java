package dev.framespan.activities.media.engine.sound;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;

import dev.framespan.activities.media.engine.ffmpeg.MediaInput;
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
        SoundFile opened = new SoundFile(MediaInput.open(
                file, reader(type), "is no complete " + type.name() + ": its header is missing or broken"));
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
            if (!MediaInput.read(context, packet)) {
                return null;
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
