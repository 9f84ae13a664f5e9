package dev.framespan.activities.media.engine.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_NONREF;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.framespan.activities.filetype.FileSignature;
import dev.framespan.activities.media.engine.ffmpeg.ClipFile;
import dev.framespan.activities.media.engine.ffmpeg.Decoder;
import dev.framespan.activities.media.engine.picture.PreviewTaker;
import dev.framespan.activities.media.protocol.EngineJob;
import dev.framespan.activities.media.protocol.FrameSpan;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Chosen frames of a clip, in the order in which they are shown; of all others no more is decoded than what those lean on. */
public final class ClipFrames implements AutoCloseable {
    private final ClipFile clip;
    private final AVPacket packet = av_packet_alloc();
    private final Deque<AVFrame> waiting = new ArrayDeque<>();
    private Decoder decoder;
    private AVFrame given;
    private long[] wanted;
    private int found;
    private long decodedTo = Long.MIN_VALUE;
    private ClipIndex index;

    private ClipFrames(ClipFile clip) {
        this.clip = clip;
    }

    /** @param places of the frames, from 0, ascending, no two equal */
    static ClipFrames open(Path file, long[] places) throws IOException {
        return open(file, count -> places);
    }

    /** @param place of the one frame; the last one where there are fewer */
    static ClipFrames single(Path file, long place) throws IOException {
        return open(file, count -> new long[] {Math.min(place, count - 1)});
    }

    private static ClipFrames open(Path file, IntFunction<long[]> placesOfSoMany) throws IOException {
        FileSignature.require(file, MediaType.MP4);
        ClipFrames frames = new ClipFrames(ClipFile.open(file));
        boolean open = false;
        try {
            ClipPolicy.demand(file, frames.clip, ClipPolicy.Limits.FILM);
            frames.prepare(placesOfSoMany);
            open = true;
            return frames;
        } finally {
            if (!open) {
                frames.close();
            }
        }
    }

    public static ClipFrames of(FrameSpan span) throws IOException {
        return open(span.file(), LongStream.range(span.from(), span.to()).toArray());
    }

    private void prepare(IntFunction<long[]> placesOfSoMany) throws IOException {
        index = ClipIndex.read(clip, packet);
        long[] places = placesOfSoMany.apply(index.shown().length);
        long last = places[places.length - 1];
        if (last >= index.shown().length) {
            throw new UnusableMediaException(
                    "has " + index.shown().length + " frames, and frame " + (last + 1) + " of it is wanted");
        }
        wanted = Arrays.stream(places).map(place -> index.shown()[(int) place]).toArray();
        decoder = new Decoder(clip.picture().codecpar(), clip.picture().time_base(), "frame");
    }

    /** Writes the preview frames of a span. */
    public static String preview(EngineJob.Preview job, ProgressListener progress) throws IOException {
        FrameSpan span = job.span();
        long[] places = PreviewTaker.places(span.count()).stream()
                .mapToLong(place -> place)
                .toArray();
        long[] ofClip = Arrays.stream(places).map(place -> place + span.from()).toArray();
        try (ClipFrames frames = open(span.file(), ofClip);
                PreviewTaker taker = new PreviewTaker(frames.rotation(), span.count())) {
            for (int i = 0; i < places.length; i++) {
                taker.take(frames.next(), places[i]);
                progress.at((double) (i + 1) / places.length);
            }
            taker.save(job.out());
        }
        return "";
    }

    /** Degrees clockwise by which each frame must be turned to stand upright. */
    public int rotation() {
        return clip.rotation();
    }

    /** The next of the chosen frames, valid until the call after. There must be one. */
    public AVFrame next() throws IOException {
        free(given);
        given = null;
        if (waiting.isEmpty()) {
            seek();
        }
        while (waiting.isEmpty()) {
            if (!clip.read(packet)) {
                decoder.decode(null, this::see);
                if (waiting.isEmpty()) {
                    throw lost();
                }
                break;
            }
            decodedTo = packet.dts();
            boolean shown = Arrays.binarySearch(wanted, packet.pts()) >= 0;
            // What no other frame leans on need not be decoded on the way.
            decoder.context().skip_frame(shown ? AVDISCARD_DEFAULT : AVDISCARD_NONREF);
            try {
                decoder.decode(packet, this::see);
            } finally {
                av_packet_unref(packet);
            }
        }
        given = waiting.remove();
        return given;
    }

    /** To the refresh before the next frame, unless decoding has come that far. */
    private void seek() {
        ClipIndex.Begin begin = index.begin(wanted[found]);
        if (decodedTo >= begin.decoded()) {
            return;
        }
        decoder.flush();
        // FFmpeg takes the time that it is given for one at which a frame is shown, and allows for the usual delay of
        // decoding. Where that
        // leads too far, the earlier time leads to the same packet or one before it.
        clip.seek(clip.picture(), begin.shown());
        if (!clip.read(packet) || packet.dts() > begin.decoded()) {
            clip.seek(clip.picture(), begin.decoded());
        } else {
            clip.seek(clip.picture(), begin.shown());
        }
        av_packet_unref(packet);
        decodedTo = begin.decoded();
    }

    private void see(AVFrame frame) {
        if (found == wanted.length || frame.best_effort_timestamp() < wanted[found]) {
            return;
        }
        if (frame.best_effort_timestamp() > wanted[found]) {
            throw lost();
        }
        waiting.add(av_frame_clone(frame));
        found++;
    }

    private UnusableMediaException lost() {
        return new UnusableMediaException(
                "does not show frame " + (Arrays.binarySearch(index.shown(), wanted[found]) + 1) + " when it should");
    }

    private static void free(AVFrame frame) {
        if (frame != null) {
            av_frame_free(frame);
        }
    }

    @Override
    public void close() {
        free(given);
        waiting.forEach(ClipFrames::free);
        if (decoder != null) {
            decoder.close();
        }
        av_packet_free(packet);
        clip.close();
    }
}
