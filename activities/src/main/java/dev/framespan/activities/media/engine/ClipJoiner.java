package dev.framespan.activities.media.engine;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.framespan.activities.media.protocol.ClipsDisagreeException;
import dev.framespan.activities.media.protocol.EngineJob;
import dev.framespan.activities.media.protocol.JoinClip;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.asset.MediaFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/**
 * Joins clips by copying their packets. Every clip starts with an instantaneous refresh and leans on nothing outside of itself, so
 * it is enough to number the packets anew: decoding times in the order in which they come, showing times by each frame's place
 * in its clip. Sound is decoded and encoded once, each clip's exactly as long as its picture.
 */
final class ClipJoiner implements AutoCloseable {
    /** How much of the way the copy is; the rest is decoding what was written. */
    private static final double COPY = 0.2;

    /** Room that FFmpeg's readers of extra data may overrun. */
    private static final int PADDING = 64;

    private final EngineJob.Join job;
    private final AVRational tick;
    private final Mp4Writer movie;
    private final AVPacket packet = av_packet_alloc();
    private AVStream picture;
    private SoundTrack sound;
    private int delay;

    private ClipJoiner(EngineJob.Join job) throws IOException {
        this.job = job;
        this.tick = tick(job.format());
        this.movie = new Mp4Writer(job.out());
    }

    /** The time of one frame, in seconds. */
    static AVRational tick(Format format) {
        FrameRate rate = FrameRate.parse(format.rate());
        return FFmpeg.rational(rate.seconds(), rate.frames());
    }

    static MediaFacts run(EngineJob.Join job, ProgressListener progress) throws IOException {
        try (ClipJoiner joining = new ClipJoiner(job)) {
            joining.prepare();
            joining.copy(progress.part(0, COPY));
        }
        MediaFacts facts = ClipCheck.decode(job.out(), ClipCheck.Limits.FILM, progress.part(COPY, 1));
        long frames = job.pieces().stream().mapToLong(JoinClip::frames).sum();
        Format format = job.format();
        if (facts.frames() != frames || facts.width() != format.width() || facts.height() != format.height()) {
            throw new IllegalStateException(
                    "the film came out wrong: " + facts + " instead of " + frames + " frames in " + format);
        }
        return facts;
    }

    /** Reads every clip's index, so that the film's own can be written before the first packet. */
    private void prepare() throws IOException {
        Set<String> distinct = new HashSet<>();
        List<ParameterSets> sets = new ArrayList<>();
        for (JoinClip piece : job.pieces()) {
            try (ClipFile clip = ClipFile.open(piece.file())) {
                AVCodecParameters codec = clip.picture().codecpar();
                demandFit(piece, codec);
                byte[] extra = FFmpeg.bytes(codec.extradata(), codec.extradata_size());
                if (distinct.add(Arrays.toString(extra))) {
                    sets.add(ParameterSets.parse(extra)
                            .orElseThrow(() -> new ClipsDisagreeException("one of them cannot be copied into an MP4")));
                }
                delay = Math.max(delay, codec.video_delay());
                if (picture == null) {
                    picture = movie.addStream(tick);
                    picture.avg_frame_rate(FFmpeg.rational(tick.den(), tick.num()));
                    FFmpeg.check(avcodec_parameters_copy(picture.codecpar(), codec), "preparing the film");
                    picture.codecpar().codec_tag(0);
                }
            }
        }
        describe(ParameterSets.merge(sets).bytes());
        if (job.pieces().stream().anyMatch(JoinClip::sound)) {
            sound = new SoundTrack(movie, SoundTrack.Kind.AAC);
        }
        movie.begin();
    }

    private void demandFit(JoinClip piece, AVCodecParameters codec) {
        Format format = job.format();
        if (codec.codec_id() != AV_CODEC_ID_H264) {
            throw new ClipsDisagreeException("one of them is not H.264");
        }
        if (codec.width() != format.width()
                || codec.height() != format.height()
                || !piece.rate().equals(format.rate())) {
            throw new ClipsDisagreeException("one of them has " + codec.width() + "x" + codec.height() + " pixels and "
                    + piece.rate() + " frames a second, the film " + format.width() + "x" + format.height() + " and "
                    + format.rate());
        }
    }

    private void describe(byte[] extra) {
        AVCodecParameters codec = picture.codecpar();
        av_free(codec.extradata());
        BytePointer copy = new BytePointer(av_mallocz(extra.length + PADDING));
        copy.put(extra, 0, extra.length);
        codec.extradata(copy);
        codec.extradata_size(extra.length);
        codec.profile(extra[1] & 255);
        codec.level(extra[3] & 255);
        codec.video_delay(delay);
    }

    private void copy(ProgressListener progress) throws IOException {
        long before = 0;
        int done = 0;
        for (JoinClip piece : job.pieces()) {
            int piecesBefore = done++;
            new PieceCopy(piece, before)
                    .run(progress.part(
                            (double) piecesBefore / job.pieces().size(),
                            (double) done / job.pieces().size()));
            before += piece.frames();
        }
        if (sound != null) {
            sound.finish();
        }
        movie.finish();
    }

    @Override
    public void close() {
        if (sound != null) {
            sound.close();
        }
        movie.close();
        av_packet_free(packet);
    }

    /** One clip on its way into the film. */
    private final class PieceCopy {
        private final JoinClip piece;
        private final long before;
        private final Set<Long> places = new HashSet<>();
        private ClipSound source;
        private long start;
        private long packets;

        PieceCopy(JoinClip piece, long before) {
            this.piece = piece;
            this.before = before;
        }

        void run(ProgressListener progress) throws IOException {
            try (ClipFile clip = ClipFile.open(piece.file())) {
                AVStream from = clip.picture();
                clip.readOnly(from);
                while (clip.read(packet)) {
                    if (packets == 0) {
                        start = packet.pts();
                        source = sound != null && piece.sound() ? new ClipSound(piece.file(), start) : null;
                    }
                    number(from);
                    movie.write(packet, picture, tick);
                    av_packet_unref(packet);
                    packets++;
                    soundUntil(before + packets);
                    progress.at((double) packets / piece.frames());
                }
                if (packets != piece.frames()) {
                    throw new UnusableMediaException(
                            "has " + packets + " frames and not the " + piece.frames() + " that were counted");
                }
            } finally {
                if (source != null) {
                    source.close();
                }
            }
        }

        private void number(AVStream from) {
            long place = av_rescale_q(packet.pts() - start, from.time_base(), tick);
            boolean shown = (packet.flags() & AV_PKT_FLAG_DISCARD) == 0;
            if (!shown || place < 0 || place >= piece.frames() || !places.add(place)) {
                throw new ClipsDisagreeException("one of them does not show its frames at a constant rate");
            }
            packet.pts(before + place);
            packet.dts(before + packets - delay);
            packet.duration(1);
        }

        private void soundUntil(long frame) throws IOException {
            if (sound != null) {
                sound.writeUntil(SoundTrack.samples(frame, tick), source);
            }
        }
    }
}
