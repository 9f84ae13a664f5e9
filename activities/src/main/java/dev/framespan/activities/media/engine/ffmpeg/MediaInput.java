package dev.framespan.activities.media.engine.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;

/** The one door through which FFmpeg opens a file: by the one reader that is named, with no other file and no network within reach. */
public final class MediaInput {
    private MediaInput() {}

    /**
     * @param reader FFmpeg's name of it
     * @param wrong what is said of a file that the reader does not take, FFmpeg's words after it
     * @throws UncheckedIOException when the file cannot be read at all
     */
    public static AVFormatContext open(Path file, String reader, String wrong) {
        AVFormatContext context = avformat_alloc_context();
        // A failed open frees what it was given.
        try (FFmpeg.Options options =
                FFmpeg.options("protocol_whitelist", "file", "max_streams", "16", "enable_drefs", "0")) {
            int code =
                    avformat_open_input(context, FFmpeg.url(file), av_find_input_format(reader), options.dictionary());
            if (code < 0) {
                demandReadable(file);
                throw new UnusableMediaException(wrong + " (" + FFmpeg.words(code) + ")");
            }
        }
        return context;
    }

    /** FFmpeg has closed the file that it could not open, and its words are the same for a broken file and for a disk that does not answer. */
    private static void demandReadable(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @return false at the end
     * @throws UncheckedIOException when the disk failed, and not the file
     */
    public static boolean read(AVFormatContext context, AVPacket packet) {
        int code = av_read_frame(context, packet);
        // Readers take a disk that does not answer for the end of the file.
        if (code < 0 && context.pb().error() < 0 && context.pb().error() != AVERROR_EOF) {
            throw new UncheckedIOException(
                    new IOException(FFmpeg.words(context.pb().error())));
        }
        if (code == AVERROR_EOF) {
            return false;
        }
        if (code < 0) {
            throw new UnusableMediaException("cannot be read to its end (" + FFmpeg.words(code) + ")");
        }
        return true;
    }
}
