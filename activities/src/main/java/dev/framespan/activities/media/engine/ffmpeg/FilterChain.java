package dev.framespan.activities.media.engine.ffmpeg;

import java.io.IOException;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A chain of FFmpeg's filters that gives one frame for each that it is given. */
public final class FilterChain implements AutoCloseable {
    private final FilterGraph graph;
    private final AVFilterContext in;
    private final AVFilterContext out;
    private final FrameFormat frameFormat;
    private long count;

    /**
     * @param like a frame like those that will come
     * @param chain filters in FFmpeg's own notation, separated by commas
     */
    public FilterChain(AVFrame like, String chain) throws IOException {
        frameFormat = FrameFormat.of(like);
        graph = new FilterGraph("buffer@in=" + FilterGraph.picturesLike(frameFormat) + "," + chain + ",buffersink@out");
        in = graph.filter("buffer@in");
        out = graph.filter("buffersink@out");
    }

    /** @param frame left as it is */
    public void apply(AVFrame frame, FrameSink frames) throws IOException {
        FilterGraph.add(in, frame, frameFormat, count++);
        graph.take(out, frames);
    }

    @Override
    public void close() {
        graph.close();
    }
}
