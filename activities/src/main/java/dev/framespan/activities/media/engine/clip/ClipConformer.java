package dev.framespan.activities.media.engine.clip;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.framespan.activities.filetype.FileSignature;
import dev.framespan.activities.media.engine.ffmpeg.ClipFile;
import dev.framespan.activities.media.engine.ffmpeg.Decoder;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import dev.framespan.activities.media.engine.ffmpeg.TimeBases;
import dev.framespan.activities.media.engine.picture.FrameFitter;
import dev.framespan.activities.media.engine.picture.PictureTrack;
import dev.framespan.activities.media.engine.sound.ClipSound;
import dev.framespan.activities.media.engine.sound.FlacTrack;
import dev.framespan.activities.media.protocol.ClipAnalysis;
import dev.framespan.activities.media.protocol.EngineJob;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Re-encodes a clip to a format. At each tick of the new rate the frame is shown that was nearest at hand then: so rates are changed
 * by repeating and leaving out, and no motion is invented.
 */
public final class ClipConformer implements AutoCloseable {
    /** Of the way, encoding; the rest is decoding what was written. */
    private static final double ENCODE = 0.8;

    private final EngineJob.Conform job;
    private final Format format;
    private final AVRational tick;
    private final ClipFile clip;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame held = av_frame_alloc();
    private Mp4Writer movie;
    private PictureTrack picture;
    private FlacTrack sound;
    private ClipSound source;
    private final FrameFitter fitter;
    private long start = AV_NOPTS_VALUE;
    private long end;

    private ClipConformer(EngineJob.Conform job, ClipFile clip) {
        this.job = job;
        this.format = job.format();
        this.tick = TimeBases.tick(format);
        this.clip = clip;
        this.fitter = new FrameFitter(format, job.fit(), clip.rotation());
    }

    public static ClipAnalysis run(EngineJob.Conform job, ProgressListener progress) throws IOException {
        FileSignature.require(job.file(), MediaType.MP4);
        try (ClipFile clip = ClipFile.open(job.file());
                ClipConformer conforming = new ClipConformer(job, clip)) {
            ClipPolicy.demand(job.file(), clip, ClipPolicy.Limits.CLIP);
            conforming.encode(progress.part(0, ENCODE));
        }
        return ClipCheck.analyse(job.out(), ClipPolicy.Limits.FILM, job.preview(), progress.part(ENCODE, 1));
    }

    private void encode(ProgressListener progress) throws IOException {
        movie = new Mp4Writer(job.out());
        picture = new PictureTrack(movie, format);
        sound = clip.sound().isPresent() ? new FlacTrack(movie) : null;
        movie.begin();
        encodePicture(progress);
        if (sound != null) {
            sound.finish();
        }
        movie.finish();
    }

    private void encodePicture(ProgressListener progress) throws IOException {
        AVStream from = clip.picture();
        int expected = Math.max(1, avformat_index_get_entries_count(from));
        long packets = 0;
        clip.readOnly(from);
        try (Decoder decoder = new Decoder(from.codecpar(), from.time_base(), "frame")) {
            while (clip.read(packet)) {
                decoder.decode(packet, this::show);
                av_packet_unref(packet);
                progress.at(Math.min(1, (double) ++packets / expected));
            }
            decoder.decode(null, this::show);
        }
        if (start == AV_NOPTS_VALUE) {
            throw new UnusableMediaException("has no frame that can be decoded");
        }
        emit(Math.max(1, ticks(end - start)));
        picture.finish();
    }

    /** Now that it is known when the next frame comes, the one before it is encoded as often as its time has ticks. */
    private void show(AVFrame frame) throws IOException {
        long pts = frame.best_effort_timestamp();
        if (start == AV_NOPTS_VALUE) {
            start = pts;
            source = sound == null ? null : new ClipSound(job.file(), start);
        } else {
            emit(ticks(pts - start));
        }
        end = Math.max(end, pts + Math.max(1, frame.duration()));
        av_frame_unref(held);
        FFmpeg.check(av_frame_ref(held, frame), "holding a frame");
    }

    private void emit(long until) throws IOException {
        if (until > picture.frames()) {
            fitter.apply(held, frame -> picture.repeatUntil(until, frame));
        }
        if (sound != null) {
            sound.writeUntil(TimeBases.samples(picture.frames(), tick), source);
        }
    }

    private long ticks(long time) {
        return av_rescale_q(time, clip.picture().time_base(), tick);
    }

    @Override
    public void close() {
        fitter.close();
        if (source != null) {
            source.close();
        }
        if (sound != null) {
            sound.close();
        }
        if (picture != null) {
            picture.close();
        }
        if (movie != null) {
            movie.close();
        }
        av_frame_free(held);
        av_packet_free(packet);
    }
}
