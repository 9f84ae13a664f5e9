package dev.framespan.activities.media.engine.ffmpeg;

import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_get_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse2;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_send_command;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.io.IOException;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** A graph of FFmpeg's filters, written in its own notation, its parts found by their names. */
public final class FilterGraph implements AutoCloseable {
    private final AVFilterGraph graph = avfilter_graph_alloc();
    private final AVFrame filtered = av_frame_alloc();

    /** @param filters whose sources and sinks are part of it */
    public FilterGraph(String filters) throws IOException {
        boolean open = false;
        try (AVFilterInOut inputs = new AVFilterInOut(null);
                AVFilterInOut outputs = new AVFilterInOut(null)) {
            FFmpeg.check(avfilter_graph_parse2(graph, filters, inputs, outputs), "preparing " + filters);
            FFmpeg.check(avfilter_graph_config(graph, null), "preparing " + filters);
            open = true;
        } finally {
            if (!open) {
                close();
            }
        }
    }

    /** A source of pictures like these, without its name. Pixels count as square: what is to become of others, the filters say. */
    public static String picturesLike(FrameFormat frameFormat) {
        return "width=" + frameFormat.width() + ":height=" + frameFormat.height() + ":pix_fmt=" + frameFormat.format()
                + ":time_base=1/1000:pixel_aspect=1/1:colorspace="
                + frameFormat.colour().matrix() + ":range="
                + frameFormat.colour().range();
    }

    public AVFilterContext filter(String name) {
        return avfilter_graph_get_filter(graph, name);
    }

    /**
     * @param frame a picture, left as it is
     * @param like what the source was told; a filter reads as many bytes as it was told at its start, whatever the frame has
     * @param time at which it stands for the filters: those that bring pictures together wait for equal times, and a clip's own may stand still
     */
    public static void add(AVFilterContext source, AVFrame frame, FrameFormat like, long time) throws IOException {
        like.demandPixelsOf(FrameFormat.of(frame));
        frame.sample_aspect_ratio().num(1).den(1);
        long pts = frame.pts();
        frame.pts(time);
        FFmpeg.check(av_buffersrc_add_frame_flags(source, frame, AV_BUFFERSRC_FLAG_KEEP_REF), "filtering a frame");
        frame.pts(pts);
    }

    /** The next picture that comes out. */
    public void take(AVFilterContext sink, FrameSink frames) throws IOException {
        try {
            FFmpeg.check(av_buffersink_get_frame(sink, filtered), "filtering a frame");
            frames.take(filtered);
        } finally {
            av_frame_unref(filtered);
        }
    }

    /**
     * Changes an option of a filter before the next picture.
     *
     * @param filter its name in the graph: {@code mix@fade}
     */
    public void set(String filter, String option, String value) throws IOException {
        FFmpeg.check(
                avfilter_graph_send_command(graph, filter, option, value, (BytePointer) null, 0, 0),
                "setting " + option + " of " + filter);
    }

    @Override
    public void close() {
        avfilter_graph_free(graph);
        av_frame_free(filtered);
    }
}
