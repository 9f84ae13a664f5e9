package dev.framespan.activities.media.engine.sound;

import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_SEARCH_CHILDREN;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_get_double;

import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.ffmpeg.FilterGraph;
import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/** Measures how loud 48 kHz stereo is as it goes by (EBU R 128, by FFmpeg's ebur128). */
final class Loudness implements AutoCloseable {
    /** What is no louder counts as silence, in LUFS. */
    static final double SILENCE = -70;

    private static final double LOWEST_PEAK = -120;
    private static final int BLOCK = Mp4Writer.SAMPLE_RATE / 10;
    private static final int BLOCKS_A_SECOND = 10;

    private final FilterGraph graph;
    private final AVFrame frame = av_frame_alloc();
    private final AVFrame measured = av_frame_alloc();
    private final AVFilterContext in;
    private final AVFilterContext meter;
    private final AVFilterContext out;
    private final float[] left = new float[BLOCK];
    private final float[] right = new float[BLOCK];
    private final List<Double> momentary = new ArrayList<>();
    private final boolean peak;
    private int filled;
    private int blocks;
    private double integrated = SILENCE;
    private double truePeak = LOWEST_PEAK;

    /** @param peak whether the true peak is measured as well, which costs most of the time */
    Loudness(boolean peak) throws IOException {
        this.peak = peak;
        String chain = "abuffer@in=sample_rate=" + Mp4Writer.SAMPLE_RATE
                + ":sample_fmt=fltp:channel_layout=stereo:time_base=1/" + Mp4Writer.SAMPLE_RATE
                + ",ebur128@meter=metadata=1:framelog=quiet" + (peak ? ":peak=true" : "") + ",abuffersink@out";
        graph = new FilterGraph(chain);
        in = graph.filter("abuffer@in");
        meter = graph.filter("ebur128@meter");
        out = graph.filter("abuffersink@out");
    }

    void add(float[] nextLeft, float[] nextRight, int from, int count) throws IOException {
        int done = 0;
        while (done < count) {
            int taken = Math.min(count - done, BLOCK - filled);
            System.arraycopy(nextLeft, from + done, left, filled, taken);
            System.arraycopy(nextRight, from + done, right, filled, taken);
            done += taken;
            filled += taken;
            if (filled == BLOCK) {
                send();
            }
        }
    }

    /** After the last sample. */
    void finish() throws IOException {
        if (filled > 0) {
            send();
        }
        FFmpeg.check(av_buffersrc_add_frame(in, null), "measuring loudness");
        receive();
        if (blocks > 0) {
            integrated = atLeast(SILENCE, number("integrated"));
            truePeak = peak ? atLeast(LOWEST_PEAK, number("true_peak")) : LOWEST_PEAK;
        }
    }

    private double number(String name) throws IOException {
        double[] value = new double[1];
        FFmpeg.check(av_opt_get_double(meter, name, AV_OPT_SEARCH_CHILDREN, value), "measuring loudness");
        return value[0];
    }

    private void send() throws IOException {
        try {
            frame.nb_samples(filled);
            frame.format(AV_SAMPLE_FMT_FLTP);
            frame.sample_rate(Mp4Writer.SAMPLE_RATE);
            av_channel_layout_default(frame.ch_layout(), 2);
            FFmpeg.check(av_frame_get_buffer(frame, 0), "measuring loudness");
            new FloatPointer(frame.data(0)).put(left, 0, filled);
            new FloatPointer(frame.data(1)).put(right, 0, filled);
            frame.pts((long) blocks * BLOCK);
            filled = 0;
            FFmpeg.check(av_buffersrc_add_frame(in, frame), "measuring loudness");
        } finally {
            av_frame_unref(frame);
        }
        receive();
    }

    private void receive() throws IOException {
        while (true) {
            int code = av_buffersink_get_frame(out, measured);
            if (code == FFmpeg.AGAIN || code == AVERROR_EOF) {
                return;
            }
            FFmpeg.check(code, "measuring loudness");
            double now = momentaryNow();
            if (blocks % BLOCKS_A_SECOND == 0) {
                momentary.add(now);
            } else {
                momentary.set(momentary.size() - 1, Math.max(now, momentary.get(momentary.size() - 1)));
            }
            blocks++;
            av_frame_unref(measured);
        }
    }

    private double momentaryNow() {
        AVDictionaryEntry entry = av_dict_get(measured.metadata(), "lavfi.r128.M", null, 0);
        String value = entry == null || entry.isNull() ? "nan" : entry.value().getString();
        // After a sound has ended its power may come out a rounding error below nothing, which has no logarithm.
        return value.contains("nan") || value.contains("inf") ? SILENCE : atLeast(SILENCE, Double.parseDouble(value));
    }

    private static double atLeast(double lowest, double value) {
        return value > lowest ? value : lowest;
    }

    /** Of the whole, in LUFS; {@link #SILENCE} for silence and for less than 400 ms. */
    double integrated() {
        return integrated;
    }

    /** In dBTP. */
    double truePeak() {
        return truePeak;
    }

    /** The loudest 400 ms that end within each second, in LUFS. */
    List<Double> momentary() {
        return momentary;
    }

    @Override
    public void close() {
        graph.close();
        av_frame_free(frame);
        av_frame_free(measured);
    }
}
