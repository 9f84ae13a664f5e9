package dev.framespan.activities.media.engine;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16P;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongToDoubleFunction;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * A sound file to be made for a test.
 *
 * @param container FFmpeg's name: wav, mp3, flac, ogg, ipod
 * @param encoder FFmpeg's name
 * @param rate samples a second
 * @param wave value of each sample, the same on all channels
 */
public record SoundSpec(
        String container, String encoder, int rate, int channels, long samples, LongToDoubleFunction wave) {
    public static SoundSpec wav(long samples, LongToDoubleFunction wave) {
        return new SoundSpec("wav", "pcm_f32le", 48_000, 2, samples, wave);
    }

    public static SoundSpec sine(String container, String encoder, int rate, int channels, long samples) {
        return new SoundSpec(container, encoder, rate, channels, samples, i -> TestClips.sine(i, rate));
    }

    public Path in(Path file, String... muxerOptions) throws IOException {
        FFmpeg.quiet();
        AVFormatContext output = new AVFormatContext(null);
        AVIOContext io = new AVIOContext(null);
        FFmpeg.check(avformat_alloc_output_context2(output, null, container, "file:" + file), container);
        AVCodecContext context = open();
        AVStream stream = avformat_new_stream(output, null);
        stream.time_base(context.time_base());
        FFmpeg.check(avcodec_parameters_from_context(stream.codecpar(), context), "track");
        FFmpeg.check(avio_open2(io, "file:" + file, AVIO_FLAG_WRITE, (AVIOInterruptCB) null, null), "open");
        output.pb(io);
        try (FFmpeg.Options options = FFmpeg.options(muxerOptions)) {
            FFmpeg.check(avformat_write_header(output, options.dictionary()), "header");
        }
        int size = context.frame_size() == 0 ? 1024 : context.frame_size();
        for (long from = 0; from < samples; from += size) {
            AVFrame frame = frame(context, from, (int) Math.min(size, samples - from));
            send(context, frame, output, stream);
            av_frame_free(frame);
        }
        send(context, null, output, stream);
        FFmpeg.check(av_write_trailer(output), "trailer");
        avio_closep(io);
        avformat_free_context(output);
        avcodec_free_context(context);
        return file;
    }

    private AVCodecContext open() throws IOException {
        AVCodec codec = avcodec_find_encoder_by_name(encoder);
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.sample_rate(rate);
        context.sample_fmt(format());
        av_channel_layout_default(context.ch_layout(), channels);
        context.time_base(FFmpeg.rational(1, rate));
        context.bit_rate(128_000L);
        context.flags(AV_CODEC_FLAG_GLOBAL_HEADER);
        try (FFmpeg.Options options = FFmpeg.options("strict", "experimental")) {
            FFmpeg.check(avcodec_open2(context, codec, options.dictionary()), encoder);
        }
        return context;
    }

    private int format() {
        return switch (encoder) {
            case "pcm_f32le", "libopus" -> AV_SAMPLE_FMT_FLT;
            case "pcm_s16le", "flac", "adpcm_ms" -> AV_SAMPLE_FMT_S16;
            case "alac" -> AV_SAMPLE_FMT_S16P;
            default -> AV_SAMPLE_FMT_FLTP;
        };
    }

    private AVFrame frame(AVCodecContext context, long from, int count) throws IOException {
        AVFrame frame = av_frame_alloc();
        frame.nb_samples(count);
        frame.format(context.sample_fmt());
        frame.sample_rate(rate);
        av_channel_layout_default(frame.ch_layout(), channels);
        FFmpeg.check(av_frame_get_buffer(frame, 0), "sound");
        boolean planar = format() == AV_SAMPLE_FMT_FLTP || format() == AV_SAMPLE_FMT_S16P;
        boolean whole = format() == AV_SAMPLE_FMT_S16 || format() == AV_SAMPLE_FMT_S16P;
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < count; i++) {
                double value = wave.applyAsDouble(from + i);
                int at = planar ? i : i * channels + channel;
                if (whole) {
                    new ShortPointer(frame.data(planar ? channel : 0)).put(at, (short) Math.round(value * 32767));
                } else {
                    new FloatPointer(frame.data(planar ? channel : 0)).put(at, (float) value);
                }
            }
        }
        frame.pts(from);
        return frame;
    }

    private static void send(AVCodecContext encoder, AVFrame frame, AVFormatContext output, AVStream stream)
            throws IOException {
        FFmpeg.check(avcodec_send_frame(encoder, frame), "encoding");
        AVPacket packet = av_packet_alloc();
        while (avcodec_receive_packet(encoder, packet) >= 0) {
            packet.stream_index(0);
            av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
            FFmpeg.check(av_interleaved_write_frame(output, packet), "writing");
        }
        av_packet_free(packet);
    }
}
