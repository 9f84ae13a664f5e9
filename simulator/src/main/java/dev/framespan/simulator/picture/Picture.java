package dev.framespan.simulator.picture;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
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
        Native.ready();
        SwsContext scaler = Native.present(
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
        try (BytePointer source = new BytePointer(pixels);
                BytePointer luma = new BytePointer(planes.luma().length);
                BytePointer blue = new BytePointer(planes.blue().length);
                BytePointer red = new BytePointer(planes.red().length);
                PointerPointer<BytePointer> from = new PointerPointer<>(source.position(corner));
                PointerPointer<BytePointer> to = new PointerPointer<>(luma, blue, red);
                IntPointer fromStride = new IntPointer(3 * width, 0, 0, 0);
                IntPointer toStride = new IntPointer(size.width(), size.width() / 2, size.width() / 2, 0)) {
            IntPointer colours = sws_getCoefficients(SWS_CS_ITU709);
            sws_setColorspaceDetails(scaler, colours, 1, colours, 0, 0, 1 << 16, 1 << 16);
            Native.check(sws_scale(scaler, from, fromStride, 0, cutHeight, to, toStride), "scale a picture");
            luma.get(planes.luma());
            blue.get(planes.blue());
            red.get(planes.red());
        } finally {
            sws_freeContext(scaler);
        }
        return planes;
    }
}
