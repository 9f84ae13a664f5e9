package dev.framespan.activities.media.engine.picture;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_CLOSED_GOP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import dev.framespan.activities.media.engine.ffmpeg.Decoder;
import dev.framespan.activities.media.engine.ffmpeg.EncodedPackets;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import dev.framespan.activities.media.engine.ffmpeg.TimeBases;
import dev.framespan.workflows.assembly.Format;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * The picture of a conformed clip: H.264 at a quality that eyes take for the original, a closed group of pictures each second.
 *
 * <p>x264 numbers its parameter sets 1, where a provider's encoder has 0: so both can stand in one track. openh264, in FFmpeg's LGPL
 * build, cannot: there, a film with one conformed clip needs all of them conformed. One format always gives the same sets.
 */
public final class PictureTrack implements AutoCloseable {
    /** openh264 knows no constant quality: bits for each pixel and frame in its stead. */
    private static final double BITS_PER_PIXEL = 0.2;

    private final Mp4Writer movie;
    private final AVRational tick;
    private final AVCodecContext encoder;
    private final EncodedPackets encoded = new EncodedPackets("encoding a frame", this::write);
    private AVStream stream;
    private long frames;

    public PictureTrack(Mp4Writer movie, Format format) throws IOException {
        this.movie = movie;
        this.tick = TimeBases.tick(format);
        String name = FFmpeg.pictureEncoder();
        AVCodec codec = avcodec_find_encoder_by_name(name);
        this.encoder = avcodec_alloc_context3(codec);
        boolean open = false;
        try (FFmpeg.Options options = name.equals("libx264")
                ? FFmpeg.options(
                        "preset",
                        "veryfast",
                        "crf",
                        "17",
                        "profile",
                        "high",
                        "x264-params",
                        "sps-id=1:scenecut=0:open-gop=0")
                : FFmpeg.options("rc_mode", "quality", "allow_skip_frames", "0")) {
            describe(format);
            if (!name.equals("libx264")) {
                encoder.bit_rate((long) (BITS_PER_PIXEL * format.width() * format.height() * tick.den() / tick.num()));
            }
            FFmpeg.check(avcodec_open2(encoder, codec, options.dictionary()), "preparing " + name);
            stream = movie.addStream(tick);
            stream.avg_frame_rate(FFmpeg.rational(tick.den(), tick.num()));
            FFmpeg.check(avcodec_parameters_from_context(stream.codecpar(), encoder), "preparing " + name);
            open = true;
        } finally {
            if (!open) {
                close();
            }
        }
    }

    private void describe(Format format) {
        int second = Math.max(1, Math.round((float) tick.den() / tick.num()));
        encoder.width(format.width());
        encoder.height(format.height());
        encoder.pix_fmt(AV_PIX_FMT_YUV420P);
        encoder.sample_aspect_ratio(FFmpeg.rational(1, 1));
        encoder.time_base(tick);
        encoder.framerate(FFmpeg.rational(tick.den(), tick.num()));
        encoder.gop_size(second);
        encoder.keyint_min(second);
        encoder.color_range(AVCOL_RANGE_MPEG);
        encoder.color_primaries(AVCOL_PRI_BT709);
        encoder.color_trc(AVCOL_TRC_BT709);
        encoder.colorspace(AVCOL_SPC_BT709);
        encoder.chroma_sample_location(AVCHROMA_LOC_LEFT);
        encoder.thread_count(Decoder.THREADS);
        encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_CLOSED_GOP);
    }

    public long frames() {
        return frames;
    }

    /** Encodes a frame once more, until so many are encoded in all. */
    public void repeatUntil(long count, AVFrame frame) throws IOException {
        if (frame.format() != AV_PIX_FMT_YUV420P) {
            // The encoder would take the planes for others than they are, and say nothing.
            throw new IllegalStateException("a frame of pixel format " + frame.format() + " was to be encoded");
        }
        while (frames < count) {
            frame.pts(frames++);
            frame.duration(1);
            // Else the encoder would take over where the source had its own refreshes.
            frame.pict_type(AV_PICTURE_TYPE_NONE);
            encoded.encode(encoder, frame);
        }
    }

    public void finish() throws IOException {
        encoded.encode(encoder, null);
    }

    private void write(AVPacket packet) throws IOException {
        packet.duration(1);
        movie.write(packet, stream, tick);
    }

    @Override
    public void close() {
        avcodec_free_context(encoder);
        encoded.close();
    }
}
