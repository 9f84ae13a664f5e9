package dev.framespan.activities.media.engine;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * The sound of a clip as 48 kHz stereo, in step with its picture: silence where it starts late, pauses or ends early; what comes
 * before the first frame is cut off. Decoded as it is asked for.
 */
final class ClipSound implements AutoCloseable {
    /** Gaps in the timestamps shorter than this are rounding, not pauses. */
    private static final int SMALLEST_PAUSE = Mp4Writer.SAMPLE_RATE / 20;

    private final ClipFile clip;
    private final AVStream sound;
    private final long pictureStart;
    private final Decoder decoder;
    private final AVPacket packet = av_packet_alloc();
    private final Deque<float[][]> waiting = new ArrayDeque<>();
    private Resampler resampler;
    private int used;
    private long base;
    private long heard;
    private long toCut;
    private boolean ended;

    /** @param pictureStart when the first frame is shown, in ticks of the picture's track */
    ClipSound(Path file, long pictureStart) throws IOException {
        boolean open = false;
        this.clip = ClipFile.open(file);
        try {
            this.sound = clip.sound().orElseThrow(() -> new UnusableMediaException("has no sound"));
            this.pictureStart = av_rescale_q(pictureStart, clip.picture().time_base(), SoundTrack.SAMPLES);
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

    /** Fills the beginning of both channels with what comes next: silence when the clip has no more. */
    void read(float[] left, float[] right, int count) throws IOException {
        int done = 0;
        while (done < count) {
            while (waiting.isEmpty() && !ended) {
                decodeMore();
            }
            if (waiting.isEmpty()) {
                Arrays.fill(left, done, count, 0);
                Arrays.fill(right, done, count, 0);
                return;
            }
            float[][] first = waiting.peek();
            int taken = Math.min(count - done, first[0].length - used);
            System.arraycopy(first[0], used, left, done, taken);
            System.arraycopy(first[1], used, right, done, taken);
            done += taken;
            used += taken;
            if (used == first[0].length) {
                waiting.remove();
                used = 0;
            }
        }
    }

    private void decodeMore() throws IOException {
        if (clip.read(packet)) {
            try {
                decoder.decode(packet, this::hear);
            } finally {
                av_packet_unref(packet);
            }
        } else {
            decoder.decode(null, this::hear);
            if (resampler != null) {
                resampler.convert(null, this::add);
            }
            ended = true;
        }
    }

    private void hear(AVFrame frame) throws IOException {
        if (resampler == null) {
            resampler = new Resampler(frame);
            toCut = Math.max(0, -start(frame));
        }
        // Where this block belongs, against where it would come to stand.
        long pause =
                start(frame) - base - av_rescale_q(heard, FFmpeg.rational(1, frame.sample_rate()), SoundTrack.SAMPLES);
        if (heard == 0) {
            base = start(frame);
        }
        if (pause > (heard == 0 ? 0 : SMALLEST_PAUSE)) {
            addSilence(pause);
            base += heard == 0 ? 0 : pause;
        }
        heard += frame.nb_samples();
        resampler.convert(frame, this::add);
    }

    private long start(AVFrame frame) {
        long pts = frame.best_effort_timestamp();
        return pts == AV_NOPTS_VALUE ? 0 : av_rescale_q(pts, sound.time_base(), SoundTrack.SAMPLES) - pictureStart;
    }

    private void addSilence(long samples) {
        for (long left = samples; left > 0; left -= Mp4Writer.SAMPLE_RATE) {
            int size = (int) Math.min(left, Mp4Writer.SAMPLE_RATE);
            waiting.add(new float[][] {new float[size], new float[size]});
        }
    }

    private void add(float[] left, float[] right) {
        int cut = (int) Math.min(toCut, left.length);
        toCut -= cut;
        if (cut < left.length) {
            waiting.add(new float[][] {
                Arrays.copyOfRange(left, cut, left.length), Arrays.copyOfRange(right, cut, right.length)
            });
        }
    }

    @Override
    public void close() {
        if (resampler != null) {
            resampler.close();
        }
        decoder.close();
        av_packet_free(packet);
        clip.close();
    }
}
