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

/** FFmpeg's filters of two pictures, which give one frame for each pair that they are given. For them, a frame lasts a millisecond. */
final class PairFilter implements AutoCloseable {
    private final AVFilterGraph graph = avfilter_graph_alloc();
    private final AVFrame filtered = av_frame_alloc();
    private final AVFilterContext first;
    private final AVFilterContext second;
    private final AVFilterContext out;
    private final FrameFormat frameFormat;
    private long count;

    /**
     * @param like a frame like those that will come, on both sides
     * @param filters in FFmpeg's own notation, from {@code [first]} and {@code [second]} to an end without a name
     */
    PairFilter(AVFrame like, String filters) throws IOException {
        frameFormat = FrameFormat.of(like);
        String source = "=width=" + frameFormat.width() + ":height=" + frameFormat.height() + ":pix_fmt="
                + frameFormat.format() + ":time_base=1/1000:frame_rate=1000/1:pixel_aspect=1/1:colorspace="
                + frameFormat.colour().matrix() + ":range="
                + frameFormat.colour().range();
        boolean open = false;
        try (AVFilterInOut inputs = new AVFilterInOut(null);
                AVFilterInOut outputs = new AVFilterInOut(null)) {
            String whole = "buffer@first" + source + "[first];buffer@second" + source + "[second];" + filters
                    + ",buffersink@out";
            FFmpeg.check(avfilter_graph_parse2(graph, whole, inputs, outputs), "preparing " + filters);
            FFmpeg.check(avfilter_graph_config(graph, null), "preparing " + filters);
            first = avfilter_graph_get_filter(graph, "buffer@first");
            second = avfilter_graph_get_filter(graph, "buffer@second");
            out = avfilter_graph_get_filter(graph, "buffersink@out");
            open = true;
        } finally {
            if (!open) {
                close();
            }
        }
    }

    /** Whether frames like this one can be given. */
    boolean takes(FramePixels frame) {
        return frame.width() == frameFormat.width() && frame.height() == frameFormat.height();
    }

    /** Both frames are left as they are. */
    void apply(AVFrame before, AVFrame after, FrameSink frames) throws IOException {
        add(first, before);
        add(second, after);
        count++;
        try {
            FFmpeg.check(av_buffersink_get_frame(out, filtered), "filtering two frames");
            frames.take(filtered);
        } finally {
            av_frame_unref(filtered);
        }
    }

    private void add(AVFilterContext source, AVFrame frame) throws IOException {
        frameFormat.demandPixelsOf(FrameFormat.of(frame));
        frame.sample_aspect_ratio().num(1).den(1);
        long pts = frame.pts();
        frame.pts(count);
        FFmpeg.check(av_buffersrc_add_frame_flags(source, frame, AV_BUFFERSRC_FLAG_KEEP_REF), "filtering two frames");
        frame.pts(pts);
    }

    @Override
    public void close() {
        avfilter_graph_free(graph);
        av_frame_free(filtered);
    }
}
