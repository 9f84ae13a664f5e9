package dev.framespan.activities.media.engine.sound;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.framespan.activities.media.engine.ffmpeg.Decoder;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import dev.framespan.activities.media.engine.ffmpeg.TimeBases;
import dev.framespan.activities.media.protocol.EngineJob;
import dev.framespan.activities.media.protocol.MixFacts;
import dev.framespan.activities.media.protocol.MixSpec;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.WrongResultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Makes the sound of a film: mixed once into a file beside the result while its loudness is measured, then turned to its loudness,
 * limited and encoded, and what was encoded is decoded and measured again. Memory does not grow with the film.
 */
public final class SoundMix {
    /** What no film may exceed, in dBTP. */
    static final double TRUE_PEAK = -1;

    /** Room for what AAC adds to the peaks, in dB. */
    private static final double ROOM = 0.5;

    /** More than this, in dB, would raise noise to the loudness of a film. */
    private static final double LARGEST_GAIN = 30;

    /** How much of it may go into the limiter, in dB, to make up for what that takes away. */
    private static final double LARGEST_DRIVE = 4;

    /** In dB of loudness. */
    private static final double NEAR_ENOUGH = 0.5;

    private static final int MOST_TRIES = 3;

    /** How much of the way the mixing is. */
    private static final double MIXED = 0.4;

    /**
     * How a mix is encoded.
     *
     * @param gain in dB
     * @param ceiling of the limiter, in dBTP
     */
    private record Level(double gain, double ceiling) {}

    private final EngineJob.Mix job;
    private final MixSpec spec;
    private List<Long> clicks = List.of();

    private SoundMix(EngineJob.Mix job) {
        this.job = job;
        this.spec = job.mix();
    }

    public static MixFacts run(EngineJob.Mix job, ProgressListener progress) throws IOException {
        boolean done = false;
        try (PcmFile pcm = new PcmFile(job.scratch())) {
            MixFacts facts = new SoundMix(job).run(pcm, progress);
            done = true;
            return facts;
        } finally {
            if (!done) {
                for (Path file : job.written()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private MixFacts run(PcmFile pcm, ProgressListener progress) throws IOException {
        try (Loudness before = new Loudness(false)) {
            mix(pcm, before, progress.part(0, MIXED));
            Level level = new Level(gain(before.integrated()), TRUE_PEAK - ROOM);
            double most = Math.min(LARGEST_GAIN, level.gain() + LARGEST_DRIVE);
            for (int tries = 1; ; tries++) {
                try (Loudness after = new Loudness(true)) {
                    encode(pcm, level, after, progress.part(MIXED, 1));
                    Level better = better(level, most, after);
                    if (better.equals(level) || tries == MOST_TRIES) {
                        return new MixFacts(
                                after.integrated(), after.truePeak(), level.gain(), after.momentary(), clicks);
                    }
                    level = better;
                }
            }
        }
    }

    /** What the limiter took away from the loudness is given back, and what AAC added to the peaks beyond the room for it is taken away. */
    private Level better(Level level, double most, Loudness after) {
        if (spec.loudness() == null || after.integrated() <= Loudness.SILENCE) {
            return level;
        }
        double excess = after.truePeak() - TRUE_PEAK;
        double missing = spec.loudness() - after.integrated();
        double louder =
                missing > NEAR_ENOUGH ? Math.max(level.gain(), Math.min(most, level.gain() + missing)) : level.gain();
        return new Level(louder, excess > 0 ? level.ceiling() - excess - ROOM / 2 : level.ceiling());
    }

    /** Silence stays silence. */
    private double gain(double loudness) {
        return spec.loudness() == null || loudness <= Loudness.SILENCE
                ? 0
                : Math.min(LARGEST_GAIN, spec.loudness() - loudness);
    }

    private void mix(PcmFile pcm, Loudness loudness, ProgressListener progress) throws IOException {
        try (Mixer mixer = new Mixer(spec, progress);
                Stems stems = Stems.in(job.stems())) {
            for (int count = mixer.next(); count > 0; count = mixer.next()) {
                pcm.write(mixer.mix.left(), mixer.mix.right(), count);
                loudness.add(mixer.mix.left(), mixer.mix.right(), 0, count);
                stems.write(mixer, count);
                progress.at((double) mixer.position() / spec.samples());
            }
            stems.finish();
            loudness.finish();
            clicks = mixer.clicks();
        }
    }

    private void encode(PcmFile pcm, Level level, Loudness loudness, ProgressListener progress) throws IOException {
        float factor = (float) Decibels.factor(level.gain());
        AacSegments.Samples samples = (from, left, right, count) -> {
            pcm.read(from, left, right, count);
            for (int i = 0; i < count; i++) {
                left[i] *= factor;
                right[i] *= factor;
            }
            if (spec.loudness() != null) {
                new PeakLimiter(level.ceiling()).apply(left, right, count);
            }
        };
        try (AacSegments segments = new AacSegments(samples, spec.samples());
                AacTrack track = new AacTrack(job.out(), spec.samples(), loudness)) {
            segments.encode(packet -> {
                track.write(packet);
                progress.at(track.fraction());
            });
            track.finish();
        }
    }

    /** The one track of the result; what it is given is decoded and measured as well. */
    private static final class AacTrack implements AutoCloseable {
        private final Mp4Writer movie;
        private final long samples;
        private final Loudness loudness;
        private final AVPacket packet = av_packet_alloc();
        private final AVStream stream;
        private final Decoder decoder;
        private final float[] left = new float[AacEncoder.FRAME];
        private final float[] right = new float[AacEncoder.FRAME];
        private long position = -AacEncoder.FRAME;
        private long decoded;

        AacTrack(Path out, long samples, Loudness loudness) throws IOException {
            this.samples = samples;
            this.loudness = loudness;
            this.movie = new Mp4Writer(out);
            boolean open = false;
            try (AacEncoder encoder = new AacEncoder()) {
                this.stream = movie.addStream(TimeBases.SAMPLES);
                encoder.describe(stream.codecpar());
                this.decoder = new Decoder(stream.codecpar(), TimeBases.SAMPLES, "block of sound");
                movie.begin();
                open = true;
            } finally {
                if (!open) {
                    movie.close();
                    av_packet_free(packet);
                }
            }
        }

        void write(byte[] bytes) throws IOException {
            FFmpeg.check(av_new_packet(packet, bytes.length), "writing the sound");
            try {
                packet.data().put(bytes, 0, bytes.length);
                // What the first packet decodes to, if to anything, comes before the first sample.
                decoder.decode(packet, position < 0 ? frame -> {} : this::hear);
                packet.pts(position);
                packet.dts(position);
                packet.flags(AV_PKT_FLAG_KEY);
                // The last block is padded by the encoder; the track ends where the sound does.
                packet.duration(Math.max(1, Math.min(AacEncoder.FRAME, samples - position)));
                movie.write(packet, stream, TimeBases.SAMPLES);
                position += AacEncoder.FRAME;
            } finally {
                av_packet_unref(packet);
            }
        }

        private void hear(AVFrame frame) throws IOException {
            int count = (int) Math.min(frame.nb_samples(), samples - decoded);
            if (count > 0) {
                new FloatPointer(frame.data(0)).get(left, 0, count);
                new FloatPointer(frame.data(1)).get(right, 0, count);
                loudness.add(left, right, 0, count);
            }
            decoded += frame.nb_samples();
        }

        double fraction() {
            return Math.max(0, Math.min(1, (double) position / samples));
        }

        void finish() throws IOException {
            decoder.decode(null, this::hear);
            if (decoded < samples) {
                throw new WrongResultException(
                        "the sound came out wrong: " + decoded + " samples instead of " + samples);
            }
            loudness.finish();
            movie.finish();
        }

        @Override
        public void close() {
            decoder.close();
            av_packet_free(packet);
            movie.close();
        }
    }
}
