package dev.framespan.activities.media.engine.sound;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.framespan.activities.media.engine.ffmpeg.EncodedPackets;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import dev.framespan.activities.media.engine.ffmpeg.TimeBases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/** Encodes 48 kHz stereo as AAC of 192 kbit/s, the first packet beginning {@link #FRAME} samples before the first sample. */
final class AacEncoder implements AutoCloseable {
    /** Samples in a packet. */
    static final int FRAME = 1024;

    private static final int BITS = 192_000;

    private final AVCodecContext encoder;
    private final EncodedPackets encoded = new EncodedPackets("encoding the sound", this::keep);
    private final AVFrame frame = av_frame_alloc();
    private final List<byte[]> packets = new ArrayList<>();
    private long sent;

    AacEncoder() throws IOException {
        AVCodec codec = avcodec_find_encoder_by_name("aac");
        this.encoder = avcodec_alloc_context3(codec);
        encoder.sample_rate(Mp4Writer.SAMPLE_RATE);
        encoder.sample_fmt(AV_SAMPLE_FMT_FLTP);
        av_channel_layout_default(encoder.ch_layout(), 2);
        encoder.time_base(TimeBases.SAMPLES);
        encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        encoder.bit_rate(BITS);
        boolean open = false;
        // The default coder of FFmpeg 8.1.2 bursts where a sound sets in hard, as it does at many a cut.
        try (FFmpeg.Options options = FFmpeg.options("aac_coder", "fast")) {
            FFmpeg.check(avcodec_open2(encoder, codec, options.dictionary()), "preparing the sound");
            open = true;
        } finally {
            if (!open) {
                close();
            }
        }
    }

    void describe(AVCodecParameters parameters) throws IOException {
        FFmpeg.check(avcodec_parameters_from_context(parameters, encoder), "preparing the sound");
    }

    /** @param count samples, {@link #FRAME}, fewer only at the end */
    void encode(float[] left, float[] right, int from, int count) throws IOException {
        try {
            frame.nb_samples(count);
            frame.format(AV_SAMPLE_FMT_FLTP);
            frame.sample_rate(Mp4Writer.SAMPLE_RATE);
            av_channel_layout_default(frame.ch_layout(), 2);
            FFmpeg.check(av_frame_get_buffer(frame, 0), "encoding the sound");
            new FloatPointer(frame.data(0)).put(left, from, count);
            new FloatPointer(frame.data(1)).put(right, from, count);
            frame.pts(sent);
            sent += count;
            encoded.encode(encoder, frame);
        } finally {
            av_frame_unref(frame);
        }
    }

    /** After the last sample. */
    void finish() throws IOException {
        encoded.encode(encoder, null);
    }

    private void keep(AVPacket packet) {
        packets.add(FFmpeg.bytes(packet.data(), packet.size()));
    }

    /** All that was encoded so far. */
    List<byte[]> packets() {
        return packets;
    }

    @Override
    public void close() {
        avcodec_free_context(encoder);
        encoded.close();
        av_frame_free(frame);
    }
}
