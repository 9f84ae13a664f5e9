package dev.framespan.activities.media.engine.picture;

import dev.framespan.activities.media.engine.ffmpeg.FilterChain;
import dev.framespan.activities.media.engine.ffmpeg.FrameFormat;
import dev.framespan.activities.media.protocol.PreviewFrames;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Takes the preview frames of a clip while it is decoded for another reason. It scales no frame but those it keeps. */
public final class PreviewTaker implements AutoCloseable {
    /** At each end. */
    private static final int END = PreviewFrames.MIDDLE;

    private final int rotation;
    private final long count;
    private final List<FramePixels> first = new ArrayList<>();
    private final Deque<FramePixels> last = new ArrayDeque<>();
    private FramePixels middle;
    private FilterChain filter;
    private long seen;

    /**
     * @param rotation of the clip, in degrees
     * @param count of frames that will come
     */
    public PreviewTaker(int rotation, long count) {
        this.rotation = rotation;
        this.count = count;
    }

    /** Which frames are kept, of so many, from 0. */
    public static Set<Long> places(long count) {
        Set<Long> places = new TreeSet<>();
        for (long i = 0; i < END; i++) {
            places.add(Math.min(i, count - 1));
            places.add(Math.max(0, count - 1 - i));
        }
        places.add(count / 2);
        return places;
    }

    /** The next frame of the clip. @param frame left as it is */
    public void see(AVFrame frame) throws IOException {
        take(frame, seen);
    }

    /** @param place of the frame in the clip, no smaller than any before */
    public void take(AVFrame frame, long place) throws IOException {
        seen = place + 1;
        if (place >= END && place != count / 2 && place < count - END) {
            return;
        }
        if (filter == null) {
            filter = new FilterChain(frame, chain(FrameFormat.of(frame)));
        }
        filter.apply(frame, small -> keep(FramePixels.of(small), place));
    }

    private void keep(FramePixels small, long place) {
        if (place < END) {
            first.add(small);
        }
        if (place <= count / 2) {
            middle = small;
        }
        if (last.size() == END) {
            last.remove();
        }
        last.add(small);
    }

    private String chain(FrameFormat frameFormat) {
        int[] size = FramePixels.fitting(frameFormat.displayWidth(rotation), frameFormat.displayHeight(rotation));
        return FrameFitter.turn(rotation)
                + "scale=" + size[0] + ":" + size[1] + ":flags=area+accurate_rnd"
                + FrameFitter.matrix(frameFormat)
                + ":out_color_matrix=bt709:out_range=limited,format=yuv420p";
    }

    /** After the last frame. */
    public void save(Path file) throws IOException {
        if (last.isEmpty()) {
            throw new UnusableMediaException("has no frame to show");
        }
        List<FramePixels> all = new ArrayList<>(first);
        IntStream.range(first.size(), END).forEach(i -> all.add(last.getLast()));
        all.add(middle);
        IntStream.range(last.size(), END).forEach(i -> all.add(last.getFirst()));
        all.addAll(last);
        PreviewFile.write(file, all);
    }

    @Override
    public void close() {
        if (filter != null) {
            filter.close();
        }
    }
}
