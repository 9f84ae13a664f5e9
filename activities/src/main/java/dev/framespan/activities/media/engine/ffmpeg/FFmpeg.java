package dev.framespan.activities.media.engine.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.global.avutil.av_version_info;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.presets.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;

/** What every use of FFmpeg needs: its errors in words, its options, its files by name. */
public final class FFmpeg {
    /** To be raised whenever the same job would give other bytes than before. */
    private static final int REVISION = 3;

    /** Room that FFmpeg's readers of extra data may overrun. */
    private static final int PADDING = 64;

    /** No picture of the allowed size needs more in one piece. */
    private static final long LARGEST_ALLOCATION = 768L << 20;

    /** The code for "give me more first", which differs from one operating system to another. */
    public static final int AGAIN;

    static {
        // The constant's own class does not load the library that knows it.
        Loader.load(org.bytedeco.ffmpeg.global.avutil.class);
        AGAIN = avutil.AVERROR_EAGAIN();
    }

    private FFmpeg() {}

    public static void quiet() {
        av_log_set_level(AV_LOG_ERROR);
        av_max_alloc(LARGEST_ALLOCATION);
    }

    public static String version() {
        return REVISION + ":" + av_version_info().getString() + ":" + pictureEncoder();
    }

    /** x264, or openh264 in the LGPL build of FFmpeg, which has no x264. */
    public static String pictureEncoder() {
        return avcodec_find_encoder_by_name("libx264") == null ? "libopenh264" : "libx264";
    }

    /** Passes on what is not negative; else an {@link IOException} with FFmpeg's words. */
    public static int check(int code, String doing) throws IOException {
        if (code < 0) {
            throw new IOException(doing + ": " + words(code));
        }
        return code;
    }

    public static String words(int code) {
        byte[] text = new byte[256];
        av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** Gives codec parameters other bytes that prepare a decoder, in place of those that they have. */
    public static void setExtraData(AVCodecParameters parameters, byte[] extra) {
        av_free(parameters.extradata());
        BytePointer copy = new BytePointer(av_mallocz(extra.length + PADDING));
        copy.put(extra, 0, extra.length);
        parameters.extradata(copy);
        parameters.extradata_size(extra.length);
    }

    /** A name that FFmpeg takes for a local file, whatever characters are in it. */
    static String url(Path file) {
        return "file:" + file;
    }

    /** @param pairs key, value, key, value */
    public static Options options(String... pairs) {
        AVDictionary dictionary = new AVDictionary(null);
        for (int i = 0; i < pairs.length; i += 2) {
            av_dict_set(dictionary, pairs[i], pairs[i + 1], 0);
        }
        return new Options(dictionary);
    }

    public record Options(AVDictionary dictionary) implements AutoCloseable {
        @Override
        public void close() {
            av_dict_free(dictionary);
        }
    }

    public static byte[] bytes(BytePointer data, int size) {
        byte[] bytes = new byte[size];
        if (size > 0) {
            data.get(bytes, 0, size);
        }
        return bytes;
    }

    public static AVRational rational(long numerator, long denominator) {
        return new AVRational().num(Math.toIntExact(numerator)).den(Math.toIntExact(denominator));
    }
}
