package dev.framespan.activities.media.engine.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;

import dev.framespan.activities.media.engine.ffmpeg.Decoder;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.ffmpeg.TimeBases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound that several encoders make together is as good as that of one, also where they meet. */
class AacSegmentsTest {
    private static final int SEGMENT = 60;
    private static final int LENGTH = 1024 * SEGMENT * 6 + 333;

    @ParameterizedTest
    @ValueSource(strings = {"sine", "noise", "speech"})
    void seamsAreAsGoodAsTheRest(String kind) throws IOException {
        float[] sound = sound(kind);
        List<byte[]> one = encode(sound, 10_000, 1);
        List<byte[]> many = encode(sound, SEGMENT, 2);

        assertThat(many).hasSameSizeAs(one);
        assertThat(equal(one, many)).isLessThan(one.size());
        double[] errorOfOne = errors(sound, decode(one));
        double[] errorOfMany = errors(sound, decode(many));
        // Over 5 ms each: nowhere worse than what one encoder does anywhere within a tenth of a second, but for 2 dB
        // and a floor of -66 dB.
        for (int i = 20; i < errorOfMany.length - 20; i++) {
            double allowed = 0.0005;
            for (int near = i - 20; near <= i + 20; near++) {
                allowed = Math.max(allowed, errorOfOne[near] * 1.26);
            }
            assertThat(errorOfMany[i]).as("5 ms from %d", i * 240).isLessThan(allowed);
        }
    }

    @Test
    void theSamePacketsComeFromAnyNumberOfCores() throws IOException {
        float[] sound = sound("speech");

        List<byte[]> one = encode(sound, SEGMENT, 1);
        List<byte[]> four = encode(sound, SEGMENT, 4);

        assertThat(equal(one, four)).isEqualTo(one.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1023, 1024, 1025, 1024 * SEGMENT - 1, 1024 * SEGMENT, 2 * 1024 * SEGMENT - 1024, 200_001})
    void everyLengthIsEncodedToItsEnd(int length) throws IOException {
        float[] sound = Arrays.copyOf(sound("sine"), length);

        assertThat(encode(sound, SEGMENT, 2)).hasSameSizeAs(encode(sound, 10_000, 1));
    }

    private static int equal(List<byte[]> one, List<byte[]> other) {
        int equal = 0;
        for (int i = 0; i < one.size(); i++) {
            equal += Arrays.equals(one.get(i), other.get(i)) ? 1 : 0;
        }
        return equal;
    }

    private static float[] sound(String kind) {
        Random random = new Random(5);
        LongToDoubleFunction wave =
                switch (kind) {
                    case "sine" -> i -> 0.5 * Math.sin(2 * Math.PI * 997 * i / 48_000);
                    case "noise" -> i -> 0.1 * random.nextGaussian();
                        // A pulse with a decaying tone, a hundred times a second, in words of a third of a second.
                    default -> i -> i / 16_000 % 2 == 0
                            ? 0.6 * Math.exp(-(i % 480) / 90.0) * Math.sin(i % 480 * 0.12)
                                    + 0.002 * random.nextGaussian()
                            : 0;
                };
        float[] sound = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            sound[i] = (float) wave.applyAsDouble(i);
        }
        return sound;
    }

    private static List<byte[]> encode(float[] sound, int segment, int cores) throws IOException {
        FFmpeg.quiet();
        List<byte[]> packets = new ArrayList<>();
        AacSegments.Samples samples = (from, left, right, count) -> {
            System.arraycopy(sound, (int) from, left, 0, count);
            System.arraycopy(sound, (int) from, right, 0, count);
        };
        try (AacSegments segments = new AacSegments(samples, sound.length, segment, cores)) {
            segments.encode(packets::add);
        }
        return packets;
    }

    private static float[] decode(List<byte[]> packets) throws IOException {
        AVCodecParameters parameters = avcodec_parameters_alloc();
        try (AacEncoder encoder = new AacEncoder()) {
            encoder.describe(parameters);
        }
        float[] sound = new float[LENGTH + 1024];
        int[] done = {0};
        AVPacket packet = av_packet_alloc();
        try (Decoder decoder = new Decoder(parameters, TimeBases.SAMPLES, "block of sound")) {
            for (int i = 0; i < packets.size(); i++) {
                byte[] bytes = packets.get(i);
                av_new_packet(packet, bytes.length);
                packet.data().put(bytes, 0, bytes.length);
                boolean first = i == 0;
                decoder.decode(packet, frame -> {
                    if (!first) {
                        new FloatPointer(frame.data(0)).get(sound, done[0], frame.nb_samples());
                        done[0] += frame.nb_samples();
                    }
                });
                av_packet_unref(packet);
            }
        }
        av_packet_free(packet);
        avcodec_parameters_free(parameters);
        return sound;
    }

    private static double[] errors(float[] sound, float[] decoded) {
        double[] errors = new double[LENGTH / 240];
        for (int i = 0; i < errors.length * 240; i++) {
            errors[i / 240] += Math.pow(sound[i] - decoded[i], 2) / 240;
        }
        return Arrays.stream(errors).map(Math::sqrt).toArray();
    }
}
