package dev.framespan.simulator.picture;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * A decoded picture.
 *
 * @param pixels blue, green and red of each pixel, row by row without gaps
 */
public record Picture(int width, int height, byte[] pixels) {
    /** The scaler reads in steps of a vector, beyond the last pixel. */
    private static final int PADDING = 256;

    public Size size() {
        return new Size(width, height);
    }

    /** The picture in the colours of video (BT.709, limited range), scaled to cover the size and cut at its middle. */
    public Planes cover(Size size) throws IOException {
        double scale = Math.max((double) size.width() / width, (double) size.height() / height);
        int cutWidth = Math.min(width, (int) Math.round(size.width() / scale));
        int cutHeight = Math.min(height, (int) Math.round(size.height() / scale));
        long corner = 3L * ((long) (height - cutHeight) / 2 * width + (width - cutWidth) / 2);
        Planes planes = new Planes(size);
        FFmpegResult.ready();
        SwsContext scaler = FFmpegResult.present(
                sws_getContext(
                        cutWidth,
                        cutHeight,
                        AV_PIX_FMT_BGR24,
                        size.width(),
                        size.height(),
                        AV_PIX_FMT_YUV420P,
                        SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP,
                        null,
                        null,
                        (DoublePointer) null),
                "scale a picture");
        AVFrame scaled = av_frame_alloc();
        try (BytePointer source = new BytePointer(pixels.length + PADDING);
                PointerPointer<BytePointer> from = new PointerPointer<>(4);
                IntPointer stride = new IntPointer(3 * width, 0, 0, 0)) {
            source.put(pixels, 0, pixels.length);
            from.put(0, source.position(corner)).put(1, null).put(2, null).put(3, null);
            scaled.format(AV_PIX_FMT_YUV420P).width(size.width()).height(size.height());
            FFmpegResult.check(av_frame_get_buffer(scaled, 0), "allocate a picture");
            IntPointer colours = sws_getCoefficients(SWS_CS_ITU709);
            sws_setColorspaceDetails(scaler, colours, 1, colours, 0, 0, 1 << 16, 1 << 16);
            FFmpegResult.check(
                    sws_scale(scaler, from, stride, 0, cutHeight, scaled.data(), scaled.linesize()), "scale a picture");
            copy(scaled, 0, planes.luma(), size.width(), size.height());
            copy(scaled, 1, planes.blue(), size.width() / 2, size.height() / 2);
            copy(scaled, 2, planes.red(), size.width() / 2, size.height() / 2);
            source.position(0);
        } finally {
            av_frame_free(scaled);
            sws_freeContext(scaler);
        }
        return planes;
    }

    private static void copy(AVFrame frame, int plane, byte[] target, int width, int height) {
        BytePointer data = frame.data(plane);
        for (int y = 0; y < height; y++) {
            data.position((long) y * frame.linesize(plane)).get(target, y * width, width);
        }
    }
}
