package dev.framespan.activities.media.engine.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;

import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.asset.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * How the pixels of a frame are to be read.
 *
 * @param width in pixels as encoded
 * @param height in pixels as encoded
 * @param format FFmpeg's number of the pixel format
 * @param aspectNumerator width of a pixel, in units of its height
 * @param aspectDenominator of the same
 * @param colour range, primaries, transfer and matrix, by FFmpeg's numbers
 */
public record FrameFormat(
        int width, int height, int format, int aspectNumerator, int aspectDenominator, Colour colour) {
    public record Colour(int range, int primaries, int transfer, int matrix) {}

    public static FrameFormat of(AVFrame frame) {
        AVRational aspect = frame.sample_aspect_ratio();
        boolean known = aspect.num() > 0 && aspect.den() > 0;
        return new FrameFormat(
                frame.width(),
                frame.height(),
                frame.format(),
                known ? aspect.num() : 1,
                known ? aspect.den() : 1,
                new Colour(frame.color_range(), frame.color_primaries(), frame.color_trc(), frame.colorspace()));
    }

    /** @throws UnusableMediaException when a later frame of the same clip has its pixels in another way */
    void demandPixelsOf(FrameFormat later) {
        if (width != later.width || height != later.height) {
            throw new UnusableMediaException("changes its size half-way from " + width + "x" + height + " to "
                    + later.width + "x" + later.height);
        }
        if (format != later.format) {
            throw new UnusableMediaException("changes its pixel format half-way");
        }
    }

    /** Of the picture as it is seen, turned by so many degrees. */
    public int displayWidth(int rotation) {
        return isSideways(rotation) ? height : squareWidth();
    }

    /** Of the picture as it is seen, turned by so many degrees. */
    public int displayHeight(int rotation) {
        return isSideways(rotation) ? squareWidth() : height;
    }

    private static boolean isSideways(int rotation) {
        return rotation % 180 != 0;
    }

    /** In square pixels. */
    private int squareWidth() {
        return Math.max(1, (int) Math.round((double) width * aspectNumerator / aspectDenominator));
    }

    /** What sets its pixels apart from the one format that every player shows; null where nothing does. */
    public String whyNotPlain() {
        if (colour.range() == AVCOL_RANGE_JPEG) {
            return "its brightness has the full range, not that of television";
        }
        if (format != AV_PIX_FMT_YUV420P) {
            return "its pixels are " + av_get_pix_fmt_name(format).getString() + ", those of a film yuv420p";
        }
        return aspectNumerator == aspectDenominator
                ? null
                : "its pixels are no squares but " + aspectNumerator + ":" + aspectDenominator;
    }

    /** @param parameters that a decoder is prepared with */
    public String signature(String codec, String rate, byte[] parameters) {
        String text = String.join(
                " ", codec, width + "x" + height, av_get_pix_fmt_name(format).getString(), colour.toString(), rate);
        MessageDigest digest = Sha256.digest();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return Sha256.hex(digest.digest(parameters));
    }
}
