package dev.framespan.activities.media.engine.picture;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.av_color_space_name;

import dev.framespan.activities.media.engine.ffmpeg.FilterChain;
import dev.framespan.activities.media.engine.ffmpeg.FrameFormat;
import dev.framespan.activities.media.engine.ffmpeg.FrameSink;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.Format;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Brings frames of a clip into the frame of a format, one by one: upright, pixels square, colours those of BT.709 in limited range. */
public final class FrameFitter implements AutoCloseable {
    /** A background is blurred at a fraction of its size, which is as much work less and looks the same. */
    private static final int BLUR_SCALE = 8;

    private final Format format;
    private final Fit fit;
    private final int rotation;
    private FilterChain filter;

    /** @param rotation of the clip, in degrees */
    public FrameFitter(Format format, Fit fit, int rotation) {
        this.format = format;
        this.fit = fit;
        this.rotation = rotation;
    }

    /** @param frame left as it is */
    public void apply(AVFrame frame, FrameSink frames) throws IOException {
        if (filter == null) {
            filter = new FilterChain(frame, chain(FrameFormat.of(frame)));
        }
        filter.apply(frame, frames);
    }

    private String chain(FrameFormat frameFormat) {
        String colours = matrix(frameFormat) + ":out_color_matrix=bt709:out_range=limited,format=yuv420p";
        double width = frameFormat.displayWidth(rotation);
        double height = frameFormat.displayHeight(rotation);
        double inside = Math.min(format.width() / width, format.height() / height);
        double outside = Math.max(format.width() / width, format.height() / height);
        int fitWidth = even(width * inside, format.width());
        int fitHeight = even(height * inside, format.height());
        boolean fills = fitWidth == format.width() && fitHeight == format.height();
        int x = (format.width() - fitWidth) / 4 * 2;
        int y = (format.height() - fitHeight) / 4 * 2;
        String whole = scale(fitWidth, fitHeight) + colours;
        String fitted;
        if (fit == Fit.PAD || fills) {
            fitted = whole + ",pad=" + format.width() + ":" + format.height() + ":" + x + ":" + y + ":black";
        } else if (fit == Fit.CROP) {
            fitted = scale(covering(width * outside, format.width()), covering(height * outside, format.height()))
                    + colours + ",crop=" + format.width() + ":" + format.height();
        } else {
            int smallWidth = covering((double) format.width() / BLUR_SCALE, 2);
            int smallHeight = covering((double) format.height() / BLUR_SCALE, 2);
            double small = Math.max(smallWidth / width, smallHeight / height);
            fitted = "split[front][back];[front]" + whole + "[picture];[back]scale="
                    + covering(width * small, smallWidth) + ":" + covering(height * small, smallHeight) + ":flags=area"
                    + colours + ",crop=" + smallWidth + ":" + smallHeight + ",gblur=sigma=2,"
                    + scale(format.width(), format.height()) + "[ground];[ground][picture]overlay=" + x + ":" + y
                    + ":format=yuv420";
        }
        return turn(rotation) + fitted
                + ",setparams=range=limited:color_primaries=bt709:color_trc=bt709:colorspace=bt709";
    }

    private static String scale(int width, int height) {
        return "scale=w=" + width + ":h=" + height + ":flags=bicubic+accurate_rnd+full_chroma_int";
    }

    public static String matrix(FrameFormat frameFormat) {
        int matrix = frameFormat.colour().matrix();
        if (matrix != AVCOL_SPC_UNSPECIFIED) {
            return "";
        }
        return ":in_color_matrix="
                + av_color_space_name(AssumedColours.of(frameFormat.height())).getString();
    }

    public static String turn(int rotation) {
        return switch (rotation) {
            case 90 -> "transpose=clock,";
            case 180 -> "hflip,vflip,";
            case 270 -> "transpose=cclock,";
            default -> "";
        };
    }

    private static int even(double side, int largest) {
        return Math.max(2, Math.min(largest, (int) Math.round(side / 2) * 2));
    }

    private static int covering(double side, int smallest) {
        return Math.max(smallest, (int) Math.round(side / 2) * 2);
    }

    @Override
    public void close() {
        if (filter != null) {
            filter.close();
        }
    }
}
