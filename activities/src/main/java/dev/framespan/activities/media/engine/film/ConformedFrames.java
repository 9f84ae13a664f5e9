package dev.framespan.activities.media.engine.film;

import dev.framespan.activities.media.engine.clip.ClipFrames;
import dev.framespan.activities.media.engine.ffmpeg.FrameSink;
import dev.framespan.activities.media.engine.picture.FrameFitter;
import dev.framespan.activities.media.engine.picture.FramePixels;
import dev.framespan.activities.media.protocol.FrameSpan;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.Format;
import java.io.IOException;

/** The frames of a span, one after another, as a film of the format shows them. */
final class ConformedFrames implements AutoCloseable {
    private final ClipFrames frames;
    private final FrameFitter fitter;

    private ConformedFrames(ClipFrames frames, Format format) {
        this.frames = frames;
        this.fitter = new FrameFitter(format, Fit.PAD, frames.rotation());
    }

    /** @param span of a clip that has the format's rate */
    static ConformedFrames of(FrameSpan span, Format format) throws IOException {
        return new ConformedFrames(ClipFrames.of(span), format);
    }

    /** One frame of a clip. */
    static FramePixels pixels(FrameSpan span, long place, Format format) throws IOException {
        FramePixels[] pixels = new FramePixels[1];
        try (ConformedFrames frame = of(new FrameSpan(span.file(), place, place + 1), format)) {
            frame.next(shown -> pixels[0] = FramePixels.of(shown));
        }
        return pixels[0];
    }

    /** There must be a next one. */
    void next(FrameSink frame) throws IOException {
        fitter.apply(frames.next(), frame);
    }

    @Override
    public void close() {
        fitter.close();
        frames.close();
    }
}
