package dev.framespan.activities.media.engine.film;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.framespan.activities.media.engine.ffmpeg.ClipFile;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import dev.framespan.activities.media.engine.ffmpeg.TimeBases;
import dev.framespan.activities.media.protocol.ClipsDisagreeException;
import dev.framespan.activities.media.protocol.FilmSpec;
import dev.framespan.activities.media.protocol.FrameSpan;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.assembly.FilmTags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Writes a film by copying packets. Every span begins with a refresh and leans on nothing outside of itself, so it is enough to number the
 * packets anew: decoding times in the order in which they come, showing times by each frame's place in the film. Each packet is read once
 * and written once.
 */
final class FilmWriter implements AutoCloseable {
    /** The program that wrote the film, as its file names it. */
    private static final String TOOL = "Framespan";

    /** In place of the bytes left in front for the index: as many as it takes at most. */
    private static final long AS_COMPUTED = -1;

    /** In place of the bytes left in front for the index: none, the media are moved when it is known. */
    private static final long MOVED = -2;

    private final FilmSpec film;
    private final FilmTags tags;
    private final AVRational tick;
    private final FilmTrack track;
    private final Mp4Writer movie;
    private final AVPacket packet = av_packet_alloc();
    private final PacketLog log = new PacketLog();
    private final List<WrittenFilm.Span> spans = new ArrayList<>();
    private final List<Integer> kinds = new ArrayList<>();
    private final long frames;
    private AVStream picture;
    private SoundCopy sound;

    private FilmWriter(FilmSpec film, Path out, FilmTrack track) throws IOException {
        this.film = film;
        this.tags = film.tags() == null ? FilmTags.NONE : film.tags();
        this.tick = TimeBases.tick(film.format());
        this.track = track;
        this.frames = film.spans().stream().mapToLong(FrameSpan::count).sum();
        this.movie = new Mp4Writer(out);
    }

    /**
     * @param track still empty; its caller frees it
     * @return what must be found in the file
     */
    static WrittenFilm write(FilmSpec film, Path out, FilmTrack track, ProgressListener progress) throws IOException {
        return write(film, out, track, AS_COMPUTED, progress);
    }

    /** @param room for the index in bytes; where it is too small, the film is written once more and its media moved behind its index */
    static WrittenFilm write(FilmSpec film, Path out, FilmTrack track, long room, ProgressListener progress)
            throws IOException {
        try (FilmWriter writer = new FilmWriter(film, out, track)) {
            writer.prepare(room);
            return writer.copy(progress);
        } catch (Mp4Writer.IndexRoomException e) {
            try (FilmWriter writer = new FilmWriter(film, out, track)) {
                writer.prepare(MOVED);
                return writer.copy(progress);
            }
        }
    }

    /** Reads every clip's index, so that the film's own can be described before the first packet. */
    private void prepare(long room) throws IOException {
        for (FrameSpan span : film.spans()) {
            try (ClipFile clip = ClipFile.open(span.file())) {
                kinds.add(track.add(clip));
            }
        }
        track.merge();
        picture = movie.addStream(tick);
        picture.avg_frame_rate(FFmpeg.rational(tick.den(), tick.num()));
        track.describe(picture.codecpar());
        Mp4Writer.language(picture, tags.language());
        if (film.sound() != null) {
            sound = new SoundCopy(film.sound(), movie, TimeBases.samples(frames, tick), tags.language());
        }
        movie.tag("title", tags.title());
        movie.tag("date", tags.date());
        movie.tag("encoding_tool", TOOL);
        if (!film.chapters().isEmpty()) {
            movie.chapters(film.chapters(), frames, tick);
        }
        if (room == MOVED) {
            movie.begin();
        } else {
            movie.begin(room == AS_COMPUTED ? indexBound() : room);
        }
    }

    private long indexBound() {
        return FilmIndexSize.bound(
                film,
                frames,
                track.refreshes(),
                track.bytes(),
                sound == null ? 0 : SoundCopy.packets(TimeBases.samples(frames, tick)),
                TimeBases.samples(frames, tick) / Mp4Writer.SAMPLE_RATE,
                track.extraBytes());
    }

    private WrittenFilm copy(ProgressListener progress) throws IOException {
        for (int i = 0; i < film.spans().size(); i++) {
            FrameSpan span = film.spans().get(i);
            spans.add(new WrittenFilm.Span(log.count(), kinds.get(i)));
            try (ClipFile clip = ClipFile.open(span.file())) {
                new SpanCopy(clip, span).run(progress);
            }
        }
        PacketLog heard = sound == null ? new PacketLog() : sound.finish();
        movie.finish();
        return new WrittenFilm(log, List.copyOf(spans), heard, sound == null ? 0 : TimeBases.samples(frames, tick));
    }

    @Override
    public void close() {
        if (sound != null) {
            sound.close();
        }
        movie.close();
        av_packet_free(packet);
    }

    /** One span on its way into the film. */
    private final class SpanCopy {
        private final ClipFile clip;
        private final FrameSpan span;
        private final AVStream from;
        private final long before = log.count();
        private final BitSet places = new BitSet();
        private long start = AV_NOPTS_VALUE;
        private int kept;

        SpanCopy(ClipFile clip, FrameSpan span) {
            this.clip = clip;
            this.span = span;
            this.from = clip.picture();
            clip.readOnly(from);
        }

        void run(ProgressListener progress) throws IOException {
            while (kept < span.count() && clip.read(packet)) {
                try {
                    if (start == AV_NOPTS_VALUE) {
                        start = packet.pts();
                        if (span.from() > 0) {
                            clip.seek(from, start + av_rescale_q(span.from(), tick, from.time_base()));
                            continue;
                        }
                    }
                    take(place());
                } finally {
                    av_packet_unref(packet);
                }
                progress.at((double) log.count() / frames);
            }
            if (kept != span.count()) {
                throw new UnusableMediaException("ends after " + kept + " of the " + span.count() + " frames from "
                        + span.from() + " on that were counted");
            }
        }

        private long place() {
            long place = av_rescale_q(packet.pts() - start, from.time_base(), tick);
            long exact = av_rescale_q(place, tick, from.time_base());
            boolean shown = (packet.flags() & AV_PKT_FLAG_DISCARD) == 0;
            if (!shown || place < 0 || Math.abs(packet.pts() - start - exact) > 1) {
                throw new ClipsDisagreeException("one of them does not show its frames at the film's constant rate");
            }
            return place;
        }

        private void take(long place) throws IOException {
            if (kept == 0 && place < span.from()) {
                return;
            }
            CodedFrame coded = CodedFrame.of(PacketLog.bytes(packet), track.codec(), track.lengthBytes());
            if (place < span.from() || kept == 0 && (place != span.from() || !coded.refresh())) {
                throw new ClipsDisagreeException("one of them cannot be copied from frame " + span.from()
                        + " on, since no closed group of pictures begins there");
            }
            if (place >= span.to()) {
                if (!coded.disposable()) {
                    throw new ClipsDisagreeException(
                            "one of them cannot end with frame " + (span.to() - 1) + ", which leans on a later one");
                }
                return;
            }
            if (places.get((int) (place - span.from()))) {
                throw new ClipsDisagreeException("one of them does not show its frames at the film's constant rate");
            }
            places.set((int) (place - span.from()));
            write(before + place - span.from(), coded.refresh());
        }

        private void write(long shown, boolean refresh) throws IOException {
            long decoded = log.count();
            packet.pts(shown);
            packet.dts(decoded - track.delay());
            packet.duration(1);
            // What players seek to: no frame after it leans on one before.
            packet.flags(refresh ? AV_PKT_FLAG_KEY : 0);
            log.add(packet, shown);
            movie.writeNow(packet, picture, tick);
            kept++;
            long second = Math.max(1, tick.den() / tick.num());
            if (sound != null && log.count() % second == 0) {
                sound.writeUntil(TimeBases.samples(log.count(), tick));
            }
        }
    }
}
