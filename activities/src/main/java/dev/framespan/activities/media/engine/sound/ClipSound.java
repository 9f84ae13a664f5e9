package dev.framespan.activities.media.engine.sound;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.framespan.activities.media.engine.ffmpeg.ClipFile;
import dev.framespan.activities.media.engine.ffmpeg.Decoder;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import dev.framespan.activities.media.engine.ffmpeg.TimeBases;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * The sound of a clip as 48 kHz stereo, in step with its picture: silence where it starts late, pauses or ends early; what comes
 * before the first frame is cut off. Decoded as it is asked for.
 */
public final class ClipSound implements SampleSource {
    /** Gaps in the timestamps shorter than this are rounding, not pauses. */
    private static final int SMALLEST_PAUSE = Mp4Writer.SAMPLE_RATE / 20;

    private final ClipFile clip;
    private final AVStream sound;
    private final long pictureStart;
    private AVRational ticks;
    private final Decoder decoder;
    private final AVPacket packet = av_packet_alloc();
    private final SampleQueue waiting = new SampleQueue();
    private Resampler resampler;
    private long base;
    private long heard;
    private long toCut;
    private float lastLeft;
    private float lastRight;
    private int packets;
    private long end = AV_NOPTS_VALUE;
    private boolean ended;

    /** @param pictureStart when the first frame is shown, in ticks of the picture's track */
    public ClipSound(Path file, long pictureStart) throws IOException {
        boolean open = false;
        this.clip = ClipFile.open(file);
        try {
            this.sound = clip.sound().orElseThrow(() -> new UnusableMediaException("has no sound"));
            this.pictureStart = av_rescale_q(pictureStart, clip.picture().time_base(), TimeBases.SAMPLES);
            clip.readOnly(sound);
            this.decoder = new Decoder(sound.codecpar(), sound.time_base(), "block of sound");
            open = true;
        } finally {
            if (!open) {
                av_packet_free(packet);
                clip.close();
            }
        }
    }

    /** When the first frame of a clip is shown, in ticks of the picture's track, without decoding it. */
    static long pictureStart(Path file) {
        AVPacket packet = av_packet_alloc();
        try (ClipFile clip = ClipFile.open(file)) {
            clip.readOnly(clip.picture());
            long first = Long.MAX_VALUE;
            // No frame is shown before more than sixteen that are decoded earlier.
            for (int i = 0; i < 17 && clip.read(packet); i++) {
                boolean shown = (packet.flags() & AV_PKT_FLAG_DISCARD) == 0 && packet.pts() != AV_NOPTS_VALUE;
                first = shown ? Math.min(first, packet.pts()) : first;
                av_packet_unref(packet);
            }
            return first == Long.MAX_VALUE ? 0 : first;
        } finally {
            av_packet_free(packet);
        }
    }

    @Override
    public void read(float[] left, float[] right, int count) throws IOException {
        int done = waiting.take(left, right, 0, count);
        while (done < count && !ended) {
            decodeMore();
            done += waiting.take(left, right, done, count - done);
        }
        SampleQueue.silence(left, right, done, count);
    }

    private void decodeMore() throws IOException {
        if (clip.read(packet)) {
            try {
                if (++packets == avformat_index_get_entries_count(sound)) {
                    end = packet.pts() + packet.duration();
                }
                decoder.decode(packet, this::hear);
            } finally {
                av_packet_unref(packet);
            }
        } else {
            decoder.decode(null, this::hear);
            if (resampler != null) {
                resampler.convert(null, this::add);
                hold();
            }
            ended = true;
        }
    }

    private void hear(AVFrame frame) throws IOException {
        if (resampler == null) {
            resampler = new Resampler(frame);
            toCut = Math.max(0, -start(frame));
            ticks = FFmpeg.rational(1, frame.sample_rate());
        }
        // Where this block belongs, against where it would come to stand.
        long pause = start(frame) - base - av_rescale_q(heard, ticks, TimeBases.SAMPLES);
        if (heard == 0) {
            base = start(frame);
        }
        if (pause > (heard == 0 ? 0 : SMALLEST_PAUSE)) {
            addSilence(pause);
            base += heard == 0 ? 0 : pause;
        }
        frame.nb_samples(soundOf(frame));
        heard += frame.nb_samples();
        resampler.convert(frame, this::add);
    }

    /** The samples of a block without what the encoder filled up its last one with: a resampler would hear a jump to silence there. */
    private int soundOf(AVFrame frame) {
        // A track whose ticks are no samples does not say it to the sample.
        boolean exact = end != AV_NOPTS_VALUE && sound.time_base().den() == frame.sample_rate();
        long left = exact ? end - frame.best_effort_timestamp() : Long.MAX_VALUE;
        return left > 0 ? (int) Math.min(left, frame.nb_samples()) : frame.nb_samples();
    }

    private long start(AVFrame frame) {
        long pts = frame.best_effort_timestamp();
        return pts == AV_NOPTS_VALUE ? 0 : av_rescale_q(pts, sound.time_base(), TimeBases.SAMPLES) - pictureStart;
    }

    private void addSilence(long samples) {
        for (long left = samples; left > 0; left -= Mp4Writer.SAMPLE_RATE) {
            int size = (int) Math.min(left, Mp4Writer.SAMPLE_RATE);
            waiting.add(new float[size], new float[size]);
        }
    }

    /**
     * A file of another rate ends between two samples of 48 kHz, at most one of its own samples before its picture: there it goes on as it was,
     * since a single silent sample before the next clip would be a click.
     */
    private void hold() {
        int missing = ticks.den() == Mp4Writer.SAMPLE_RATE ? 0 : 1 + Mp4Writer.SAMPLE_RATE / ticks.den();
        for (int i = 0; i < missing; i++) {
            waiting.add(new float[] {lastLeft}, new float[] {lastRight});
        }
    }

    private void add(float[] left, float[] right) {
        lastLeft = left[left.length - 1];
        lastRight = right[right.length - 1];
        int cut = (int) Math.min(toCut, left.length);
        toCut -= cut;
        if (cut < left.length) {
            waiting.add(Arrays.copyOfRange(left, cut, left.length), Arrays.copyOfRange(right, cut, right.length));
        }
    }

    @Override
    public void close() {
        if (resampler != null) {
            resampler.close();
            ticks.close();
        }
        decoder.close();
        av_packet_free(packet);
        clip.close();
    }
}
