package dev.framespan.activities.media.engine.picture;

import dev.framespan.activities.media.engine.ffmpeg.FilterGraph;
import dev.framespan.activities.media.engine.ffmpeg.FrameFormat;
import dev.framespan.activities.media.engine.ffmpeg.FrameSink;
import java.io.IOException;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** FFmpeg's filters of two pictures, which give one frame for each pair that they are given. For them, a frame lasts a millisecond. */
public final class PairFilter implements AutoCloseable {
    private final FilterGraph graph;
    private final AVFilterContext first;
    private final AVFilterContext second;
    private final AVFilterContext out;
    private final FrameFormat frameFormat;
    private long count;

    /**
     * @param like a frame like those that will come, on both sides
     * @param filters in FFmpeg's own notation, from {@code [first]} and {@code [second]} to an end without a name
     */
    public PairFilter(AVFrame like, String filters) throws IOException {
        frameFormat = FrameFormat.of(like);
        String source = "=" + FilterGraph.picturesLike(frameFormat) + ":frame_rate=1000/1";
        graph = new FilterGraph(
                "buffer@first" + source + "[first];buffer@second" + source + "[second];" + filters + ",buffersink@out");
        first = graph.filter("buffer@first");
        second = graph.filter("buffer@second");
        out = graph.filter("buffersink@out");
    }

    /** Whether frames like this one can be given. */
    boolean takes(FramePixels frame) {
        return frame.width() == frameFormat.width() && frame.height() == frameFormat.height();
    }

    /** Both frames are left as they are. */
    public void apply(AVFrame before, AVFrame after, FrameSink frames) throws IOException {
        FilterGraph.add(first, before, frameFormat, count);
        FilterGraph.add(second, after, frameFormat, count);
        count++;
        graph.take(out, frames);
    }

    /** Changes an option of one of the filters before the next pair. @param filter its name: {@code mix@fade} */
    public void set(String filter, String option, String value) throws IOException {
        graph.set(filter, option, value);
    }

    @Override
    public void close() {
        graph.close();
    }
}
