package dev.framespan.activities.media.engine;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

/** Makes the clips of the tests. */
public final class TestClips {
    /** Of the sine, in Hz. */
    public static final double PITCH = 441;

    public static final double LOUDNESS = 0.4;

    /** Bits of the barcode. */
    public static final int BITS = 12;

    private static final int TICKS = 90_000;

    private TestClips() {}

    /** A sounding clip of one second at 24 frames. */
    public static void second(Path file, int width, int height, int number, String... options) throws IOException {
        ClipSpec recipe = ClipSpec.clip(width, height, 24).startingAt(number).sounding();
        make(options.length == 0 ? recipe : recipe.by("libx264", options), file);
    }

    static void make(ClipSpec recipe, Path file) throws IOException {
        av_log_set_level(AV_LOG_ERROR);
        try (Mp4Writer movie = new Mp4Writer(file)) {
            AVCodecContext picture = pictureEncoder(recipe);
            AVCodecContext sound = recipe.sound() == null ? null : soundEncoder(recipe.sound());
            AVStream pictureTrack = track(movie, picture);
            AVStream soundTrack = sound == null ? null : track(movie, sound);
            if (recipe.picture().equals("libx265")) {
                pictureTrack.codecpar().codec_tag(0x31637668);
            }
            movie.begin();
            encodePicture(recipe, picture, movie, pictureTrack);
            if (sound != null) {
                encodeSound(recipe.sound(), sound, movie, soundTrack);
                avcodec_free_context(sound);
            }
            movie.finish();
            avcodec_free_context(picture);
        }
        if (recipe.onItsSide()) {
            turnClockwise(file);
        }
    }

    /** Writes a quarter turn into the matrix of a clip's first track. */
    public static void turnClockwise(Path clip) throws IOException {
        byte[] bytes = Files.readAllBytes(clip);
        int header = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd") + 4;
        int matrix = header + (bytes[header] == 1 ? 52 : 40);
        // The width follows the matrix, and the height follows that: what is turned is moved back into view by its
        // height.
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int[] upright = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};
        int[] turned = {0, 0x10000, 0, -0x10000, 0, 0, file.getInt(matrix + 40), 0, 0x40000000};
        for (int i = 0; i < turned.length; i++) {
            if (file.getInt(matrix + 4 * i) != upright[i]) {
                throw new AssertionError("the matrix is not where it is looked for");
            }
            file.putInt(matrix + 4 * i, turned[i]);
        }
        Files.write(clip, bytes);
    }

    private static AVStream track(Mp4Writer movie, AVCodecContext encoder) throws IOException {
        AVStream stream = movie.addStream(encoder.time_base());
        FFmpeg.check(avcodec_parameters_from_context(stream.codecpar(), encoder), "track");
        return stream;
    }

    private static AVCodecContext pictureEncoder(ClipSpec recipe) throws IOException {
        AVCodec codec = avcodec_find_encoder_by_name(recipe.picture());
        AVCodecContext encoder = avcodec_alloc_context3(codec);
        encoder.width(recipe.onItsSide() ? recipe.height() : recipe.width());
        encoder.height(recipe.onItsSide() ? recipe.width() : recipe.height());
        encoder.pix_fmt(AV_PIX_FMT_YUV420P);
        AVRational rate = FFmpeg.rational(recipe.numerator(), recipe.denominator());
        encoder.framerate(rate);
        encoder.time_base(
                recipe.time() == null
                        ? FFmpeg.rational(recipe.denominator(), recipe.numerator())
                        : FFmpeg.rational(1, TICKS));
        encoder.gop_size(250);
        encoder.thread_count(1);
        encoder.flags(AV_CODEC_FLAG_GLOBAL_HEADER);
        try (FFmpeg.Options options = FFmpeg.options(recipe.options())) {
            FFmpeg.check(avcodec_open2(encoder, codec, options.dictionary()), "picture encoder");
        }
        return encoder;
    }

    private static AVCodecContext soundEncoder(ClipSpec.Sound sound) throws IOException {
        AVCodec codec = avcodec_find_encoder_by_name("aac");
        AVCodecContext encoder = avcodec_alloc_context3(codec);
        encoder.sample_rate(sound.rate());
        encoder.sample_fmt(AV_SAMPLE_FMT_FLTP);
        av_channel_layout_default(encoder.ch_layout(), sound.channels());
        encoder.time_base(FFmpeg.rational(1, sound.rate()));
        encoder.bit_rate(128_000L * sound.channels());
        encoder.flags(AV_CODEC_FLAG_GLOBAL_HEADER);
        try (FFmpeg.Options options = FFmpeg.options("aac_coder", "fast")) {
            FFmpeg.check(avcodec_open2(encoder, codec, options.dictionary()), "sound encoder");
        }
        return encoder;
    }

    private static void encodePicture(ClipSpec recipe, AVCodecContext encoder, Mp4Writer movie, AVStream track)
            throws IOException {
        for (int i = 0; i < recipe.frames(); i++) {
            AVFrame frame = av_frame_alloc();
            frame.format(AV_PIX_FMT_YUV420P);
            frame.width(encoder.width());
            frame.height(encoder.height());
            FFmpeg.check(av_frame_get_buffer(frame, 0), "frame");
            paint(frame, recipe.number() + i, recipe.onItsSide());
            frame.pts(recipe.time() == null ? i : recipe.time().applyAsLong(i));
            send(encoder, frame, movie, track);
            av_frame_free(frame);
        }
        send(encoder, null, movie, track);
    }

    /** The number in black and white bars above, something that moves below. */
    private static void paint(AVFrame frame, int number, boolean onItsSide) {
        int width = frame.width();
        int height = frame.height();
        byte[] row = new byte[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                row[x] = onItsSide
                        ? pixel(height - 1 - y, x, height, width, number)
                        : pixel(x, y, width, height, number);
            }
            frame.data(0).position((long) y * frame.linesize(0)).put(row, 0, width);
        }
        byte[] grey = new byte[frame.linesize(1) * ((frame.height() + 1) / 2)];
        java.util.Arrays.fill(grey, (byte) 128);
        new BytePointer(frame.data(1)).position(0).put(grey, 0, grey.length);
        new BytePointer(frame.data(2)).position(0).put(grey, 0, grey.length);
    }

    private static byte pixel(int x, int y, int width, int height, int number) {
        boolean set = (number >> x * BITS / width & 1) == 1;
        return (byte) (y < height / 2 ? set ? 235 : 16 : 64 + (x + y + 3 * number) % 128);
    }

    private static void encodeSound(ClipSpec.Sound sound, AVCodecContext encoder, Mp4Writer movie, AVStream track)
            throws IOException {
        for (long from = 0; from < sound.samples(); from += encoder.frame_size()) {
            int count = (int) Math.min(encoder.frame_size(), sound.samples() - from);
            AVFrame frame = av_frame_alloc();
            frame.nb_samples(count);
            frame.format(AV_SAMPLE_FMT_FLTP);
            frame.sample_rate(sound.rate());
            av_channel_layout_default(frame.ch_layout(), sound.channels());
            FFmpeg.check(av_frame_get_buffer(frame, 0), "sound");
            for (int channel = 0; channel < sound.channels(); channel++) {
                FloatPointer samples = new FloatPointer(frame.data(channel));
                for (int i = 0; i < count; i++) {
                    samples.put(i, sine(sound.first() + from + i, sound.rate()));
                }
            }
            frame.pts(sound.delay() + from);
            send(encoder, frame, movie, track);
            av_frame_free(frame);
        }
        send(encoder, null, movie, track);
    }

    public static float sine(double sample, int rate) {
        return (float) (LOUDNESS * Math.sin(2 * Math.PI * PITCH * sample / rate));
    }

    private static void send(AVCodecContext encoder, AVFrame frame, Mp4Writer movie, AVStream track)
            throws IOException {
        FFmpeg.check(avcodec_send_frame(encoder, frame), "encoding");
        AVPacket packet = av_packet_alloc();
        while (avcodec_receive_packet(encoder, packet) >= 0) {
            // Without one, the last frame would have no time at all.
            packet.duration(
                    packet.duration() > 0
                            ? packet.duration()
                            : encoder.time_base().den() != TICKS
                                    ? 1
                                    : (long) TICKS
                                            * encoder.framerate().den()
                                            / encoder.framerate().num());
            movie.write(packet, track, encoder.time_base());
        }
        av_packet_free(packet);
    }
}
