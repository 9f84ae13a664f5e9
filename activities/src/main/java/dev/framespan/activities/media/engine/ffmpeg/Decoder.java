package dev.framespan.activities.media.engine.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_CRCCHECK;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.framespan.activities.media.protocol.EngineJob;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Decodes one stream, strictly: a frame that would have to be patched up is an error. */
public final class Decoder implements AutoCloseable {
    /** Both sides of the largest picture taken, in pixels. */
    public static final int LARGEST_SIDE = 8192;

    public static final int THREADS = Integer.getInteger(EngineJob.THREADS, 1);

    private final AVCodecContext context;
    private final AVFrame frame = av_frame_alloc();
    private final String what;
    private long decoded;

    /** @param what is decoded, for messages: "frame", "block of sound" */
    public Decoder(AVCodecParameters parameters, AVRational timeBase, String what) throws IOException {
        this(parameters, timeBase, what, THREADS);
    }

    /** @param threads that it may use */
    public Decoder(AVCodecParameters parameters, AVRational timeBase, String what, int threads) throws IOException {
        AVCodec codec = avcodec_find_decoder(parameters.codec_id());
        if (codec == null || codec.isNull()) {
            throw new UnusableMediaException("is encoded in a way that nothing here decodes: "
                    + avcodec_get_name(parameters.codec_id()).getString());
        }
        this.what = what;
        this.context = avcodec_alloc_context3(codec);
        boolean open = false;
        try {
            FFmpeg.check(avcodec_parameters_to_context(context, parameters), "preparing a decoder");
            context.pkt_timebase(timeBase);
            context.err_recognition(AV_EF_EXPLODE | AV_EF_CRCCHECK);
            context.max_pixels((long) LARGEST_SIDE * LARGEST_SIDE);
            context.thread_count(threads);
            int code = avcodec_open2(context, codec, (AVDictionary) null);
            if (code < 0) {
                throw new UnusableMediaException(
                        "has " + what + "s that cannot be decoded (" + FFmpeg.words(code) + ")");
            }
            open = true;
        } finally {
            if (!open) {
                close();
            }
        }
    }

    public AVCodecContext context() {
        return context;
    }

    /** @param packet null to get what is left after the last one */
    public void decode(AVPacket packet, FrameSink frames) throws IOException {
        int code = avcodec_send_packet(context, packet);
        if (code < 0 && code != FFmpeg.AGAIN && code != AVERROR_EOF) {
            throw broken(code);
        }
        receive(frames);
        if (code == FFmpeg.AGAIN) {
            code = avcodec_send_packet(context, packet);
            if (code < 0) {
                throw broken(code);
            }
            receive(frames);
        }
    }

    /** Forgets what came before, so that decoding can go on at any refresh. */
    public void flush() {
        avcodec_flush_buffers(context);
    }

    private void receive(FrameSink frames) throws IOException {
        while (true) {
            int code = avcodec_receive_frame(context, frame);
            if (code == FFmpeg.AGAIN || code == AVERROR_EOF) {
                return;
            }
            if (code < 0) {
                throw broken(code);
            }
            try {
                if (frame.decode_error_flags() != 0 || (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0) {
                    throw new UnusableMediaException("is damaged at " + what + " " + (decoded + 1));
                }
                frames.take(frame);
                decoded++;
            } finally {
                av_frame_unref(frame);
            }
        }
    }

    private UnusableMediaException broken(int code) {
        return new UnusableMediaException(
                "is damaged near " + what + " " + (decoded + 1) + " (" + FFmpeg.words(code) + ")");
    }

    @Override
    public void close() {
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
