package dev.framespan.activities.media.engine.clip;

import dev.framespan.activities.media.engine.ffmpeg.ClipFile;
import dev.framespan.activities.media.engine.ffmpeg.FilterChain;
import dev.framespan.activities.media.engine.ffmpeg.FrameFormat;
import dev.framespan.activities.media.engine.picture.FrameFitter;
import dev.framespan.activities.media.protocol.EngineJob;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** One frame of a clip as a picture. */
public final class StillFrame {
    private static final int OWN_SIZE = 0;

    private StillFrame() {}

    /** Width of a clip's picture as it is displayed, in heights. */
    public static double aspect(Path file) {
        try (ClipFile clip = ClipFile.open(file)) {
            double encoded = (double) clip.picture().codecpar().width()
                    / clip.picture().codecpar().height();
            return clip.rotation() % 180 == 0 ? encoded : 1 / encoded;
        }
    }

    /**
     * @param frame from 0, in the order in which they are shown; the last one where there are fewer
     * @param width of the place it must fit in
     * @param height of the place it must fit in
     */
    public static BufferedImage take(Path file, long frame, int width, int height) throws IOException {
        BufferedImage[] picture = new BufferedImage[1];
        try (ClipFrames frames = ClipFrames.single(file, frame)) {
            AVFrame shown = frames.next();
            String chain = chain(FrameFormat.of(shown), frames.rotation(), width, height);
            try (FilterChain filter = new FilterChain(shown, chain)) {
                filter.apply(shown, small -> picture[0] = copy(small));
            }
        }
        return picture[0];
    }

    /** Writes a frame in its own size as PNG. @return the size */
    public static String write(EngineJob.Frame job) throws IOException {
        BufferedImage picture = take(job.file(), job.number(), OWN_SIZE, OWN_SIZE);
        ImageIO.setUseCache(false);
        if (!ImageIO.write(picture, "png", job.out().toFile())) {
            throw new IOException(job.out().getFileName() + " cannot be written");
        }
        return picture.getWidth() + "x" + picture.getHeight();
    }

    private static String chain(FrameFormat frameFormat, int rotation, int width, int height) {
        double wide = frameFormat.displayWidth(rotation);
        double high = frameFormat.displayHeight(rotation);
        boolean whole = width == OWN_SIZE;
        double scale = whole ? 1 : Math.min(width / wide, height / high);
        return FrameFitter.turn(rotation) + "scale=" + Math.max(1, Math.round(wide * scale)) + ":"
                + Math.max(1, Math.round(high * scale))
                + (whole ? ":flags=bicubic+accurate_rnd+full_chroma_int" : ":flags=area")
                + FrameFitter.matrix(frameFormat)
                + ",format=bgr24";
    }

    static BufferedImage copy(AVFrame frame) {
        BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int row = frame.width() * 3;
        for (int y = 0; y < frame.height(); y++) {
            frame.data(0).position((long) y * frame.linesize(0)).get(pixels, y * row, row);
        }
        return image;
    }
}
