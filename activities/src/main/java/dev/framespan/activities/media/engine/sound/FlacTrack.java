package dev.framespan.activities.media.engine.sound;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
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
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.ShortPointer;

/** The sound track of a conformed clip, which is decoded again when the film is mixed: FLAC, 48 kHz stereo, without loss and without delay. */
public final class FlacTrack implements AutoCloseable {
    private final Mp4Writer movie;
    private final AVStream stream;
    private final AVCodecContext encoder;
    private final EncodedPackets encoded = new EncodedPackets("encoding the sound", this::write);
    private final AVFrame frame = av_frame_alloc();
    private float[] left = new float[0];
    private float[] right = new float[0];
    private int filled;
    private long sent;
    private long end = Long.MAX_VALUE;

    public FlacTrack(Mp4Writer movie) throws IOException {
        this.movie = movie;
        AVCodec codec = avcodec_find_encoder_by_name("flac");
        this.encoder = avcodec_alloc_context3(codec);
        boolean open = false;
        try {
            encoder.sample_rate(Mp4Writer.SAMPLE_RATE);
            encoder.sample_fmt(AV_SAMPLE_FMT_S16);
            av_channel_layout_default(encoder.ch_layout(), 2);
            encoder.time_base(TimeBases.SAMPLES);
            encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
            FFmpeg.check(avcodec_open2(encoder, codec, (AVDictionary) null), "preparing the sound");
            this.stream = movie.addStream(TimeBases.SAMPLES);
            FFmpeg.check(avcodec_parameters_from_context(stream.codecpar(), encoder), "preparing the sound");
            left = new float[encoder.frame_size()];
            right = new float[encoder.frame_size()];
            open = true;
        } finally {
            if (!open) {
                close();
            }
        }
    }

    /** Samples written so far. */
    long position() {
        return sent + filled;
    }

    /** Reads from a clip until so many samples are written in all. */
    public void writeUntil(long position, ClipSound source) throws IOException {
        float[] nextLeft = new float[left.length];
        float[] nextRight = new float[right.length];
        while (position() < position) {
            int count = (int) Math.min(position - position(), left.length - filled);
            source.read(nextLeft, nextRight, count);
            System.arraycopy(nextLeft, 0, left, filled, count);
            System.arraycopy(nextRight, 0, right, filled, count);
            filled += count;
            if (filled == left.length) {
                send();
            }
        }
    }

    /** After the last sample. */
    public void finish() throws IOException {
        end = position();
        if (filled > 0) {
            send();
        }
        encoded.encode(encoder, null);
    }

    private void send() throws IOException {
        try {
            frame.nb_samples(filled);
            frame.format(encoder.sample_fmt());
            frame.sample_rate(Mp4Writer.SAMPLE_RATE);
            av_channel_layout_default(frame.ch_layout(), 2);
            FFmpeg.check(av_frame_get_buffer(frame, 0), "encoding the sound");
            new ShortPointer(frame.data(0)).put(rounded(), 0, filled * 2);
            frame.pts(sent);
            sent += filled;
            filled = 0;
            encoded.encode(encoder, frame);
        } finally {
            av_frame_unref(frame);
        }
    }

    private short[] rounded() {
        short[] both = new short[filled * 2];
        for (int i = 0; i < filled; i++) {
            both[2 * i] = rounded(left[i]);
            both[2 * i + 1] = rounded(right[i]);
        }
        return both;
    }

    private static short rounded(float sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample * 32768f)));
    }

    private void write(AVPacket packet) throws IOException {
        // The track ends where the sound does, within the last block.
        packet.duration(Math.max(1, Math.min(encoder.frame_size(), end - packet.pts())));
        movie.write(packet, stream, TimeBases.SAMPLES);
    }

    @Override
    public void close() {
        avcodec_free_context(encoder);
        encoded.close();
        av_frame_free(frame);
    }
}
