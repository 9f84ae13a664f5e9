package dev.framespan.activities.media.engine.film;

import dev.framespan.activities.media.engine.clip.ClipCheck;
import dev.framespan.activities.media.engine.clip.ClipPolicy;
import dev.framespan.activities.media.engine.ffmpeg.FilterChain;
import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import dev.framespan.activities.media.engine.picture.PairFilter;
import dev.framespan.activities.media.engine.picture.PictureTrack;
import dev.framespan.activities.media.engine.picture.Tone;
import dev.framespan.activities.media.engine.picture.ToneRamp;
import dev.framespan.activities.media.protocol.BridgeSpec;
import dev.framespan.activities.media.protocol.ClipAnalysis;
import dev.framespan.activities.media.protocol.EngineJob;
import dev.framespan.activities.media.protocol.FrameSpan;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.WrongResultException;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.FrameRate;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Encodes the frames around a join: those before the transition as they are, then the transition, then those after it as they are. The
 * encoder is the one of conformed clips, so that all of them have one set of parameters.
 */
public final class BridgeEncoder {
    /** Of the way, encoding; the rest is decoding what was written. */
    private static final double ENCODE = 0.8;

    private static final String CROSSFADER = "mix@fade";
    private static final String CROSSFADE = "[first][second]" + CROSSFADER + "=weights=1 1";

    private final ConformedFrames left;
    private final ConformedFrames right;
    private final PictureTrack picture;
    private final ProgressListener progress;
    private final long frames;

    private BridgeEncoder(
            ConformedFrames left, ConformedFrames right, PictureTrack picture, long frames, ProgressListener progress) {
        this.left = left;
        this.right = right;
        this.picture = picture;
        this.frames = frames;
        this.progress = progress;
    }

    public static ClipAnalysis run(EngineJob.Bridge job, ProgressListener progress) throws IOException {
        BridgeSpec bridge = job.bridge();
        Format format = bridge.format();
        long overlap = bridge.transition().overlap(FrameRate.parse(format.rate()));
        long frames = count(bridge.left()) + count(bridge.right()) - overlap;
        demandFrames(bridge, overlap);
        ToneRamp ramp = ramp(bridge);
        try (ConformedFrames left = bridge.left() == null ? null : ConformedFrames.of(bridge.left(), format);
                ConformedFrames right = bridge.right() == null ? null : ConformedFrames.of(bridge.right(), format);
                Mp4Writer movie = new Mp4Writer(job.out());
                PictureTrack picture = new PictureTrack(movie, format)) {
            movie.begin();
            BridgeEncoder encoder = new BridgeEncoder(left, right, picture, frames, progress.part(0, ENCODE));
            encoder.plain(left, count(bridge.left()) - overlap, ramp, true);
            if (overlap > 0) {
                encoder.mix(bridge.transition(), overlap);
            }
            encoder.plain(right, count(bridge.right()) - overlap, ramp, false);
            picture.finish();
            movie.finish();
        }
        ClipAnalysis analysis = ClipCheck.analyse(job.out(), ClipPolicy.Limits.FILM, null, progress.part(ENCODE, 1));
        if (analysis.facts().frames() != frames) {
            throw new WrongResultException("a bridge of " + frames + " frames came out as " + analysis.facts());
        }
        return analysis;
    }

    private static long count(FrameSpan span) {
        return span == null ? 0 : span.count();
    }

    private static void demandFrames(BridgeSpec bridge, long overlap) {
        FrameRate rate = FrameRate.parse(bridge.format().rate());
        if (bridge.left() == null && bridge.right() == null
                || overlap > Math.min(count(bridge.left()), count(bridge.right()))
                || bridge.left() != null
                        && bridge.left().count() < bridge.transition().framesBefore(rate)
                || bridge.right() != null
                        && bridge.right().count() < bridge.transition().framesAfter(rate)) {
            throw new IllegalArgumentException("a bridge needs the frames of its transition: " + bridge);
        }
    }

    private static ToneRamp ramp(BridgeSpec bridge) throws IOException {
        Transition transition = bridge.transition();
        Format format = bridge.format();
        FrameRate rate = FrameRate.parse(format.rate());
        long before = transition.framesBefore(rate);
        long after = transition.framesAfter(rate);
        return switch (transition.kind()) {
            case CUT, CROSSFADE, WIPE, SLIDE -> ToneRamp.none();
            case FADE_TO, DIP -> ToneRamp.colour(transition, before, after);
            case MATCH -> bridge.left() == null || bridge.right() == null
                    ? ToneRamp.none()
                    : ToneRamp.match(
                            ConformedFrames.pixels(bridge.left(), bridge.left().to() - 1, format),
                            ConformedFrames.pixels(
                                    bridge.right(), bridge.right().from(), format),
                            before,
                            after);
        };
    }

    /** Frames of one side alone, those next to the join in the tone of the ramp. */
    private void plain(ConformedFrames side, long count, ToneRamp ramp, boolean leaving) throws IOException {
        for (long i = 0; i < count; i++) {
            Tone tone = leaving ? ramp.before(count - 1 - i) : ramp.after(i);
            side.next(frame -> encode(frame, tone));
        }
    }

    private void encode(AVFrame frame, Tone tone) throws IOException {
        if (tone == null) {
            encode(frame);
            return;
        }
        try (FilterChain filter = new FilterChain(frame, tone.filter())) {
            filter.apply(frame, this::encode);
        }
    }

    /**
     * Frame i of n is (i + 1) / (n + 1) of the way, so that both ends are equally far from a plain frame. A crossfade needs no more resolution
     * of the colours than the pictures have, and a third of the time of what moves over them.
     */
    private void mix(Transition transition, long overlap) throws IOException {
        boolean crossfade = transition.kind() == Transition.Kind.CROSSFADE;
        PairFilter[] mixer = new PairFilter[1];
        try {
            for (long i = 0; i < overlap; i++) {
                String weights = overlap - i + " " + (i + 1);
                left.next(before -> right.next(after -> {
                    if (mixer[0] == null) {
                        mixer[0] = new PairFilter(before, crossfade ? CROSSFADE : moving(transition, overlap));
                        if (!crossfade) {
                            // It begins with the first picture alone, which has been seen already.
                            mixer[0].apply(before, after, frame -> {});
                        }
                    }
                    if (crossfade) {
                        mixer[0].set(CROSSFADER, "weights", weights);
                    }
                    mixer[0].apply(before, after, this::encode);
                }));
            }
        } finally {
            if (mixer[0] != null) {
                mixer[0].close();
            }
        }
    }

    /** FFmpeg wipes and slides at full resolution of the colours only, and its result must be brought back. */
    private static String moving(Transition transition, long overlap) {
        return "[first][second]xfade=transition=" + name(transition) + ":duration=" + (overlap + 1)
                + "ms:offset=0,format=yuv420p";
    }

    private static String name(Transition transition) {
        String direction =
                switch (transition.style()) {
                    case "top_left" -> "tl";
                    case "top_right" -> "tr";
                    case "bottom_left" -> "bl";
                    case "bottom_right" -> "br";
                    default -> transition.style();
                };
        return (transition.kind() == Transition.Kind.WIPE ? "wipe" : "slide") + direction;
    }

    private void encode(AVFrame frame) throws IOException {
        picture.repeatUntil(picture.frames() + 1, frame);
        progress.at((double) picture.frames() / frames);
    }
}
