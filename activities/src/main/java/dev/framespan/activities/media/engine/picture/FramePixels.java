package dev.framespan.activities.media.engine.picture;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.protocol.PreviewFrames;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * The pixels of a frame outside of FFmpeg: upright, BT.709 in limited range.
 *
 * @param width in pixels, even
 * @param height in pixels, even
 * @param planes Y, U and V of 4:2:0, row after row without gaps
 */
public record FramePixels(int width, int height, byte[] planes) {
    static final int PLANES = 3;

    public static FramePixels of(AVFrame frame) {
        FramePixels copy =
                new FramePixels(frame.width(), frame.height(), new byte[size(frame.width(), frame.height())]);
        for (int plane = 0; plane < PLANES; plane++) {
            BytePointer rows = frame.data(plane);
            for (int y = 0; y < copy.height(plane); y++) {
                rows.position((long) y * frame.linesize(plane))
                        .get(copy.planes, copy.offset(plane) + y * copy.width(plane), copy.width(plane));
            }
        }
        return copy;
    }

    /** @param frame empty, and to be freed by the caller */
    public void copyTo(AVFrame frame) throws IOException {
        frame.width(width);
        frame.height(height);
        frame.format(AV_PIX_FMT_YUV420P);
        frame.color_range(AVCOL_RANGE_MPEG);
        frame.colorspace(AVCOL_SPC_BT709);
        FFmpeg.check(av_frame_get_buffer(frame, 0), "filling a frame");
        for (int plane = 0; plane < PLANES; plane++) {
            BytePointer rows = frame.data(plane);
            for (int y = 0; y < height(plane); y++) {
                rows.position((long) y * frame.linesize(plane))
                        .put(planes, offset(plane) + y * width(plane), width(plane));
            }
        }
    }

    /** Bytes of a frame. */
    public static int size(int width, int height) {
        return width * height * 3 / 2;
    }

    /** The size in which a clip of this size is previewed: its shape kept, both sides even. */
    static int[] fitting(int width, int height) {
        double scale = Math.min(1, (double) PreviewFrames.LONGER_SIDE / Math.max(width, height));
        return new int[] {even(width * scale), even(height * scale)};
    }

    private static int even(double side) {
        return (int) Math.max(2, Math.min(PreviewFrames.LONGER_SIDE, Math.round(side / 2) * 2));
    }

    /** Of a plane's values, 0 to 255. */
    public double mean(int plane) {
        long sum = 0;
        int from = offset(plane);
        int count = width(plane) * height(plane);
        for (int i = from; i < from + count; i++) {
            sum += planes[i] & 255;
        }
        return (double) sum / count;
    }

    /** The standard deviation of a plane's values. */
    public double deviation(int plane) {
        long squares = 0;
        int from = offset(plane);
        int count = width(plane) * height(plane);
        for (int i = from; i < from + count; i++) {
            int value = planes[i] & 255;
            squares += value * value;
        }
        double mean = mean(plane);
        return Math.sqrt(Math.max(0, (double) squares / count - mean * mean));
    }

    private int width(int plane) {
        return plane == 0 ? width : width / 2;
    }

    private int height(int plane) {
        return plane == 0 ? height : height / 2;
    }

    private int offset(int plane) {
        return plane == 0 ? 0 : width * height * (plane + 3) / 4;
    }
}
