package dev.framespan.activities.media.engine.ffmpeg;

import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Takes frames, one after the other. */
@FunctionalInterface
public interface FrameSink {
    /** @param frame valid during the call alone */
    void take(AVFrame frame) throws IOException;
}
