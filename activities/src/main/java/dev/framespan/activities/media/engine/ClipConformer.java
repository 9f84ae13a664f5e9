package dev.framespan.activities.media.engine;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.framespan.activities.filetype.FileSignature;
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
final class ClipConformer implements AutoCloseable {
    /** Of the way, encoding; the rest is decoding what was written. */
    private static final double ENCODE = 0.8;

    /** Up to this many lines, a picture that does not name its colours is taken to have those of old television. */
    private static final int OLD_TELEVISION = 576;

    private final EngineJob.Conform job;
    private final Format format;
    private final AVRational tick;
    private final ClipFile clip;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame held = av_frame_alloc();
    private Mp4Writer movie;
    private PictureTrack picture;
    private SoundTrack sound;
    private ClipSound source;
    private FilterChain filter;
    private long start = AV_NOPTS_VALUE;
    private long end;

    private ClipConformer(EngineJob.Conform job, ClipFile clip) {
        this.job = job;
        this.format = job.format();
        this.tick = ClipJoiner.tick(format);
        this.clip = clip;
    }

    static ClipAnalysis run(EngineJob.Conform job, ProgressListener progress) throws IOException {
        FileSignature.require(job.file(), MediaType.MP4);
        try (ClipFile clip = ClipFile.open(job.file());
                ClipConformer conforming = new ClipConformer(job, clip)) {
            conforming.encode(progress.part(0, ENCODE));
        }
        return new ClipAnalysis(ClipCheck.decode(job.out(), ClipCheck.Limits.FILM, progress.part(ENCODE, 1)), null);
    }

    private void encode(ProgressListener progress) throws IOException {
        movie = new Mp4Writer(job.out());
        picture = new PictureTrack(movie, format);
        sound = clip.sound().isPresent() ? new SoundTrack(movie, SoundTrack.Kind.FLAC) : null;
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
            filter = new FilterChain(frame, chain(FrameFormat.of(frame)));
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
            filter.apply(held, frame -> picture.repeatUntil(until, frame));
        }
        if (sound != null) {
            sound.writeUntil(av_rescale_q(picture.frames(), tick, SoundTrack.SAMPLES), source);
        }
    }

    private long ticks(long time) {
        return av_rescale_q(time, clip.picture().time_base(), tick);
    }

    private String chain(FrameFormat frameFormat) {
        int rotation = clip.rotation();
        double width = frameFormat.displayWidth(rotation);
        double height = frameFormat.displayHeight(rotation);
        double scale = Math.min(format.width() / width, format.height() / height);
        int fitWidth = even(width * scale, format.width());
        int fitHeight = even(height * scale, format.height());
        return turn(rotation)
                + "scale=w=" + fitWidth + ":h=" + fitHeight + ":flags=bicubic+accurate_rnd+full_chroma_int"
                + matrix(frameFormat) + ":out_color_matrix=bt709:out_range=limited,format=yuv420p"
                + ",pad=" + format.width() + ":" + format.height() + ":" + (format.width() - fitWidth) / 4 * 2 + ":"
                + (format.height() - fitHeight) / 4 * 2 + ":black"
                + ",setparams=range=limited:color_primaries=bt709:color_trc=bt709:colorspace=bt709";
    }

    static String matrix(FrameFormat frameFormat) {
        int matrix = frameFormat.colour().matrix();
        if (matrix != AVCOL_SPC_UNSPECIFIED) {
            return "";
        }
        return ":in_color_matrix=" + (frameFormat.height() > OLD_TELEVISION ? "bt709" : "smpte170m");
    }

    static String turn(int rotation) {
        return switch (rotation) {
            case 90 -> "transpose=clock,";
            case 180 -> "hflip,vflip,";
            case 270 -> "transpose=cclock,";
            default -> "";
        };
    }

    private static int even(double side, int largest) {
        return Math.max(2, Math.min(largest, (int) Math.round(side / 2) * 2));
    }

    @Override
    public void close() {
        if (filter != null) {
            filter.close();
        }
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
