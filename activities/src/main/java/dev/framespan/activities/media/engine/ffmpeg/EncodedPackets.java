package dev.framespan.activities.media.engine.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** What an encoder makes of frames: each is sent, and all packets that are ready are taken. */
public final class EncodedPackets implements AutoCloseable {
    /** Takes packets, valid until it returns. */
    @FunctionalInterface
    public interface Sink {
        void take(AVPacket packet) throws IOException;
    }

    private final AVPacket packet = av_packet_alloc();
    private final String doing;
    private final Sink sink;

    /** @param doing for messages: "encoding the sound" */
    public EncodedPackets(String doing, Sink sink) {
        this.doing = doing;
        this.sink = sink;
    }

    /** @param frame null after the last one */
    public void encode(AVCodecContext encoder, AVFrame frame) throws IOException {
        FFmpeg.check(avcodec_send_frame(encoder, frame), doing);
        while (true) {
            int code = avcodec_receive_packet(encoder, packet);
            if (code == FFmpeg.AGAIN || code == AVERROR_EOF) {
                return;
            }
            FFmpeg.check(code, doing);
            try {
                sink.take(packet);
            } finally {
                av_packet_unref(packet);
            }
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
    }
}
