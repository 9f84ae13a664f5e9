package dev.framespan.simulator.speech;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
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
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import dev.framespan.simulator.picture.FFmpegResult;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/** Writes one channel of sound as MP3, with a header that says how many samples it has. */
final class Mp3Writer implements AutoCloseable {
    /** Samples a second. */
    static final int RATE = 24_000;

    private static final int BITS_A_SECOND = 64_000;

    private final AVFormatContext file = new AVFormatContext(null);
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private AVCodecContext codec;
    private AVStream stream;

    private Mp3Writer() {}

    static void write(Path path, float[] sound) throws IOException {
        FFmpegResult.ready();
        try (Mp3Writer writer = new Mp3Writer()) {
            writer.open(path);
            for (int from = 0; from < sound.length; from += writer.codec.frame_size()) {
                writer.put(sound, from, Math.min(writer.codec.frame_size(), sound.length - from));
            }
            writer.encode(null);
            FFmpegResult.check(av_write_trailer(writer.file), "write the end");
        }
    }

    private void open(Path path) throws IOException {
        FFmpegResult.check(avformat_alloc_output_context2(file, null, "mp3", path.toString()), "make an MP3");
        AVCodec lame = FFmpegResult.present(avcodec_find_encoder_by_name("libmp3lame"), "find an MP3 encoder");
        codec = avcodec_alloc_context3(lame);
        codec.sample_fmt(AV_SAMPLE_FMT_FLTP)
                .sample_rate(RATE)
                .time_base(av_make_q(1, RATE))
                .bit_rate(BITS_A_SECOND)
                .flags(AV_CODEC_FLAG_BITEXACT);
        av_channel_layout_default(codec.ch_layout(), 1);
        FFmpegResult.check(avcodec_open2(codec, lame, (AVDictionary) null), "open an encoder");
        frame.format(AV_SAMPLE_FMT_FLTP).sample_rate(RATE).nb_samples(codec.frame_size());
        FFmpegResult.check(av_channel_layout_copy(frame.ch_layout(), codec.ch_layout()), "allocate sound");
        FFmpegResult.check(av_frame_get_buffer(frame, 0), "allocate sound");
        stream = FFmpegResult.present(avformat_new_stream(file, null), "add a stream");
        FFmpegResult.check(avcodec_parameters_from_context(stream.codecpar(), codec), "describe a stream");
        stream.time_base(codec.time_base());
        AVIOContext output = new AVIOContext(null);
        FFmpegResult.check(avio_open(output, path.toString(), AVIO_FLAG_WRITE), "open " + path.getFileName());
        file.pb(output);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "fflags", "+bitexact", 0);
        try {
            FFmpegResult.check(avformat_write_header(file, options), "write the header");
        } finally {
            av_dict_free(options);
        }
    }

    private void put(float[] sound, int from, int count) throws IOException {
        FFmpegResult.check(av_frame_make_writable(frame), "take sound");
        new FloatPointer(frame.data(0)).put(sound, from, count);
        frame.nb_samples(count);
        frame.pts(from);
        encode(frame);
    }

    private void encode(AVFrame input) throws IOException {
        FFmpegResult.check(avcodec_send_frame(codec, input), "encode");
        while (true) {
            int result = avcodec_receive_packet(codec, packet);
            if (result == AVERROR_EAGAIN() || result == AVERROR_EOF()) {
                return;
            }
            FFmpegResult.check(result, "encode");
            av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
            packet.stream_index(stream.index());
            FFmpegResult.check(av_interleaved_write_frame(file, packet), "write");
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        if (codec != null) {
            avcodec_free_context(codec);
        }
        if (file.pb() != null && !file.pb().isNull()) {
            avio_closep(file.pb());
        }
        avformat_free_context(file);
    }
}
