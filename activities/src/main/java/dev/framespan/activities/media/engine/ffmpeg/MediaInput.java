package dev.framespan.activities.media.engine.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;

/** The one door through which FFmpeg opens a file: by the one reader that is named, with no other file and no network within reach. */
public final class MediaInput {
    private MediaInput() {}

    /**
     * @param reader FFmpeg's name of it
     * @param wrong what is said of a file that the reader does not take, FFmpeg's words after it
     */
    public static AVFormatContext open(Path file, String reader, String wrong) {
        AVFormatContext context = avformat_alloc_context();
        // A failed open frees what it was given.
        try (FFmpeg.Options options =
                FFmpeg.options("protocol_whitelist", "file", "max_streams", "16", "enable_drefs", "0")) {
            int code =
                    avformat_open_input(context, FFmpeg.url(file), av_find_input_format(reader), options.dictionary());
            if (code < 0) {
                throw new UnusableMediaException(wrong + " (" + FFmpeg.words(code) + ")");
            }
        }
        return context;
    }

    /** @return false at the end */
    public static boolean read(AVFormatContext context, AVPacket packet) {
        int code = av_read_frame(context, packet);
        if (code == AVERROR_EOF) {
            return false;
        }
        if (code < 0) {
            throw new UnusableMediaException("cannot be read to its end (" + FFmpeg.words(code) + ")");
        }
        return true;
    }
}
