package dev.framespan.activities.media.engine.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.asset.FrameRate;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** What the times of a film are counted in: frames of its picture, samples of its sound. */
public final class TimeBases {
    public static final AVRational SAMPLES = FFmpeg.rational(1, Mp4Writer.SAMPLE_RATE);

    private TimeBases() {}

    /** The time of one frame, in seconds. */
    public static AVRational tick(Format format) {
        FrameRate rate = FrameRate.parse(format.rate());
        return FFmpeg.rational(rate.seconds(), rate.frames());
    }

    /** Where the sound of a frame starts. Computed from the film's start each time, so that rounding never adds up. */
    public static long samples(long frame, AVRational tick) {
        return av_rescale_q(frame, tick, SAMPLES);
    }
}
