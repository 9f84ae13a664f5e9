package dev.framespan.activities.media.engine.sheet;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.framespan.activities.media.engine.ffmpeg.ClipFile;
import dev.framespan.activities.media.engine.ffmpeg.Decoder;
import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import dev.framespan.activities.media.engine.ffmpeg.TimeBases;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/** How loud a film of our own making is around a moment. */
final class Waveform implements AutoCloseable {
    /** Parts that the sound over a join is measured in. */
    static final int PARTS = 120;

    /** Before and after the join. */
    static final int SAMPLES_EACH_SIDE = Mp4Writer.SAMPLE_RATE;

    /** Blocks of AAC that an encoder's overlap needs before what is wanted. */
    private static final int LEAD = 4 * 1024;

    private static final List<Double> SILENCE = List.of();

    private final ClipFile film;
    private final AVPacket packet = av_packet_alloc();

    private Waveform(ClipFile film) {
        this.film = film;
    }

    /** @param film null, or without sound, for one that is silent */
    static Waveform of(Path film) {
        if (film == null) {
            return new Waveform(null);
        }
        ClipFile file = ClipFile.open(film);
        if (file.sound().isEmpty()) {
            file.close();
            return new Waveform(null);
        }
        file.readOnly(file.sound().get());
        return new Waveform(file);
    }

    /** @return the loudest sample of each part, 0 to 1; empty for a silent film */
    List<Double> around(long sample) throws IOException {
        if (film == null) {
            return SILENCE;
        }
        AVStream sound = film.sound().orElseThrow();
        double[] peaks = new double[PARTS];
        long from = sample - SAMPLES_EACH_SIDE;
        long until = sample + SAMPLES_EACH_SIDE;
        film.seek(sound, av_rescale_q(Math.max(0, from - LEAD), TimeBases.SAMPLES, sound.time_base()));
        try (Decoder decoder = new Decoder(sound.codecpar(), sound.time_base(), "block of sound")) {
            boolean more = true;
            while (more && film.read(packet)) {
                try {
                    long at = av_rescale_q(packet.pts(), sound.time_base(), TimeBases.SAMPLES);
                    more = at < until;
                    decoder.decode(packet, frame -> measure(frame, sound, from, peaks));
                } finally {
                    av_packet_unref(packet);
                }
            }
        }
        return Arrays.stream(peaks)
                .map(peak -> Math.round(Math.min(1, peak) * 1000) / 1000.0)
                .boxed()
                .toList();
    }

    private static void measure(AVFrame frame, AVStream sound, long from, double[] peaks) {
        if (frame.format() != AV_SAMPLE_FMT_FLTP) {
            throw new UnusableMediaException("has sound that was not written here");
        }
        long start = av_rescale_q(frame.best_effort_timestamp(), sound.time_base(), TimeBases.SAMPLES);
        float[] samples = new float[frame.nb_samples()];
        for (int channel = 0; channel < frame.ch_layout().nb_channels(); channel++) {
            new FloatPointer(frame.data(channel)).get(samples);
            for (int i = 0; i < samples.length; i++) {
                long place = (start + i - from) * PARTS;
                int part = (int) Math.floorDiv(place, 2L * SAMPLES_EACH_SIDE);
                if (part >= 0 && part < PARTS) {
                    peaks[part] = Math.max(peaks[part], Math.abs(samples[i]));
                }
            }
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        if (film != null) {
            film.close();
        }
    }
}
