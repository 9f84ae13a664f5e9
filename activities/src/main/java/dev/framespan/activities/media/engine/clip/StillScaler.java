package dev.framespan.activities.media.engine.clip;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.framespan.activities.media.engine.ffmpeg.FilterChain;
import dev.framespan.activities.media.engine.picture.FramePixels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Preview frames as pictures that fit in a place. What scales one is kept for the next of the same size. */
public final class StillScaler implements AutoCloseable {
    private final int width;
    private final int height;
    private FilterChain filter;
    private int filterWidth;
    private int filterHeight;

    /**
     * @param width of the place, in pixels
     * @param height of the place, in pixels
     */
    public StillScaler(int width, int height) {
        this.width = width;
        this.height = height;
    }

    public BufferedImage of(FramePixels pixels) throws IOException {
        BufferedImage[] picture = new BufferedImage[1];
        AVFrame frame = av_frame_alloc();
        try {
            pixels.copyTo(frame);
            scalerOf(pixels, frame).apply(frame, small -> picture[0] = StillFrame.copy(small));
        } finally {
            av_frame_free(frame);
        }
        return picture[0];
    }

    private FilterChain scalerOf(FramePixels pixels, AVFrame frame) throws IOException {
        if (filter == null || filterWidth != pixels.width() || filterHeight != pixels.height()) {
            close();
            double scale = Math.min((double) width / pixels.width(), (double) height / pixels.height());
            String chain = "scale=" + Math.max(1, Math.round(pixels.width() * scale)) + ":"
                    + Math.max(1, Math.round(pixels.height() * scale)) + ":flags=bicubic,format=bgr24";
            filter = new FilterChain(frame, chain);
            filterWidth = pixels.width();
            filterHeight = pixels.height();
        }
        return filter;
    }

    @Override
    public void close() {
        if (filter != null) {
            filter.close();
            filter = null;
        }
    }
}
