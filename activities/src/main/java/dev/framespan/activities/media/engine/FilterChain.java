package dev.framespan.activities.media.engine;

import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_get_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse2;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.io.IOException;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A chain of FFmpeg's filters that gives one frame for each that it is given. */
final class FilterChain implements AutoCloseable {
    private final AVFilterGraph graph = avfilter_graph_alloc();
    private final AVFrame filtered = av_frame_alloc();
    private final AVFilterContext in;
    private final AVFilterContext out;
    private final FrameFormat frameFormat;
    private long count;

    /**
     * @param like a frame like those that will come
     * @param chain filters in FFmpeg's own notation, separated by commas
     */
    FilterChain(AVFrame like, String chain) throws IOException {
        frameFormat = FrameFormat.of(like);
        // Pixels count as square here: what is to become of others, the chain says.
        String source = "buffer@in=width=" + frameFormat.width() + ":height=" + frameFormat.height() + ":pix_fmt="
                + frameFormat.format()
                + ":time_base=1/1000:pixel_aspect=1/1:colorspace="
                + frameFormat.colour().matrix() + ":range="
                + frameFormat.colour().range();
        boolean open = false;
        try (AVFilterInOut inputs = new AVFilterInOut(null);
                AVFilterInOut outputs = new AVFilterInOut(null)) {
            String whole = source + "," + chain + ",buffersink@out";
            FFmpeg.check(avfilter_graph_parse2(graph, whole, inputs, outputs), "preparing " + chain);
            FFmpeg.check(avfilter_graph_config(graph, null), "preparing " + chain);
            in = avfilter_graph_get_filter(graph, "buffer@in");
            out = avfilter_graph_get_filter(graph, "buffersink@out");
            open = true;
        } finally {
            if (!open) {
                close();
            }
        }
    }

    /** @param frame left as it is */
    void apply(AVFrame frame, FrameSink frames) throws IOException {
        // A filter reads as many bytes as it was told at its start, whatever the frame has.
        frameFormat.demandPixelsOf(FrameFormat.of(frame));
        frame.sample_aspect_ratio().num(1).den(1);
        // Filters that bring pictures together wait for equal times; a source's own may stand still.
        long pts = frame.pts();
        frame.pts(count++);
        FFmpeg.check(av_buffersrc_add_frame_flags(in, frame, AV_BUFFERSRC_FLAG_KEEP_REF), "filtering a frame");
        frame.pts(pts);
        try {
            FFmpeg.check(av_buffersink_get_frame(out, filtered), "filtering a frame");
            frames.take(filtered);
        } finally {
            av_frame_unref(filtered);
        }
    }

    @Override
    public void close() {
        avfilter_graph_free(graph);
        av_frame_free(filtered);
    }
}
