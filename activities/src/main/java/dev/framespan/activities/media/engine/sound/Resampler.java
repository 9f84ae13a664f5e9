package dev.framespan.activities.media.engine.sound;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert_frame;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;
import static org.bytedeco.ffmpeg.global.swresample.swr_set_matrix;

import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;

/** Turns sound of any kind into 48 kHz stereo. */
final class Resampler implements AutoCloseable {
    /** Takes both channels of a stretch of sound. */
    @FunctionalInterface
    interface Samples {
        void take(float[] left, float[] right) throws IOException;
    }

    private final SwrContext context = new SwrContext(null);
    private final AVFrame converted = av_frame_alloc();

    Resampler(AVFrame like) throws IOException {
        try (AVChannelLayout stereo = new AVChannelLayout()) {
            nameChannels(like);
            av_channel_layout_default(stereo, 2);
            int code = swr_alloc_set_opts2(
                    context,
                    stereo,
                    AV_SAMPLE_FMT_FLTP,
                    Mp4Writer.SAMPLE_RATE,
                    like.ch_layout(),
                    like.format(),
                    like.sample_rate(),
                    0,
                    null);
            FFmpeg.check(code, "preparing the sound");
            if (like.ch_layout().nb_channels() == 1) {
                // FFmpeg's own matrix would make one channel on two speakers 3 dB quieter than the stereo clip beside
                // it.
                swr_set_matrix(context, new double[] {1, 1}, 1);
            }
            FFmpeg.check(swr_init(context), "preparing the sound");
        }
    }

    /** @param frame null to get what is left after the last one */
    void convert(AVFrame frame, Samples samples) throws IOException {
        try {
            converted.sample_rate(Mp4Writer.SAMPLE_RATE);
            converted.format(AV_SAMPLE_FMT_FLTP);
            av_channel_layout_default(converted.ch_layout(), 2);
            nameChannels(frame);
            int code = swr_convert_frame(context, converted, frame);
            if (code < 0) {
                throw new UnusableMediaException("changes the kind of its sound half-way (" + FFmpeg.words(code) + ")");
            }
            int count = converted.nb_samples();
            if (count > 0) {
                samples.take(channel(0, count), channel(1, count));
            }
        } finally {
            av_frame_unref(converted);
        }
    }

    /** What each channel is, where the file does not say it, as with many a WAV. */
    private static void nameChannels(AVFrame frame) {
        if (frame != null && frame.ch_layout().order() == AV_CHANNEL_ORDER_UNSPEC) {
            av_channel_layout_default(frame.ch_layout(), frame.ch_layout().nb_channels());
        }
    }

    private float[] channel(int index, int count) {
        float[] samples = new float[count];
        new FloatPointer(converted.data(index)).get(samples);
        return samples;
    }

    @Override
    public void close() {
        swr_free(context);
        av_frame_free(converted);
    }
}
