package dev.framespan.simulator.picture;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What every use of FFmpeg needs: quiet logs, and errors in words. */
public final class FFmpegResult {
    static {
        av_log_set_level(AV_LOG_ERROR);
    }

    private FFmpegResult() {}

    /** Makes sure that the libraries are loaded. */
    public static void ready() {
        // the static initialiser does the work
    }

    /** @throws IOException if the result is one of FFmpeg's negative error numbers */
    public static int check(int result, String doing) throws IOException {
        if (result < 0) {
            throw new IOException(doing + ": " + words(result));
        }
        return result;
    }

    public static <T> T present(T pointer, String doing) throws IOException {
        if (pointer == null) {
            throw new IOException(doing + ": not available");
        }
        return pointer;
    }

    private static String words(int error) {
        byte[] text = new byte[128];
        av_strerror(error, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }
}
