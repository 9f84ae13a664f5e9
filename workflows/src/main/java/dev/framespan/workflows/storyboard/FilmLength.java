package dev.framespan.workflows.storyboard;

import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.FilmLayout;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Catalogue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How long a film is and where its shots stand in it, laid out to the frame before its clips are made. They come out a frame longer than
 * the seconds that were asked for: a clip of 5 seconds lasts 5.04. What is not known before is whether the frames at a cut are the same
 * picture: where both clips are made from one keyframe they are taken to be.
 */
public final class FilmLength {
    /** The rate that clips have where the storyboard names none. */
    public static final FrameRate USUAL_RATE = new FrameRate(24, 1);

    private static final Asset NONE = new Asset("0".repeat(64), 1, MediaType.MP4);

    private final FrameRate rate;
    private final FilmLayout layout;
    private final long leastFrames;
    private final boolean atMost;

    private FilmLength(FrameRate rate, FilmLayout layout, long leastFrames, boolean atMost) {
        this.rate = rate;
        this.layout = layout;
        this.leastFrames = leastFrames;
        this.atMost = atMost;
    }

    /**
     * @param storyboard free of faults
     * @param catalogue the one it was checked with
     */
    public static FilmLength of(Storyboard storyboard, MediaSources sources, Catalogue catalogue) {
        ClipLengths lengths = new ClipLengths(storyboard, sources, catalogue);
        boolean open = storyboard.shots().stream().anyMatch(shot -> lengths.isOpen(shot.id()));
        return of(
                storyboard.shots(),
                lastFrames(storyboard),
                rate(storyboard.fps()),
                storyboard.joins(),
                shot -> lengths.of(shot.id()),
                open);
    }

    /**
     * @param shots each with its transition, and clips long enough for that
     * @param lastFrames by keyframe that is the last frame of a shot, that shot's id
     * @param seconds of a shot's clip, as they were asked for
     * @param atMost whether some of them are the longest that there could be
     */
    public static FilmLength of(
            List<Storyboard.Shot> shots,
            Map<String, String> lastFrames,
            FrameRate rate,
            Storyboard.Joins joins,
            Function<Storyboard.Shot, BigDecimal> seconds,
            boolean atMost) {
        List<Cut> cuts = new ArrayList<>();
        List<FilmLayout.Join> usual = new ArrayList<>();
        List<FilmLayout.Join> shortest = new ArrayList<>();
        for (int i = 0; i < shots.size(); i++) {
            Storyboard.Shot shot = shots.get(i);
            Storyboard.Shot next = i + 1 == shots.size() ? null : shots.get(i + 1);
            cuts.add(new Cut(String.valueOf(i), NONE, facts(rate, frames(seconds.apply(shot), rate))));
            boolean cut = next != null && shot.transition().kind() == Transition.Kind.CUT;
            boolean drop = cut && joins.similarity() <= 1 && meet(shot, next, lastFrames);
            usual.add(new FilmLayout.Join(shot.transition(), drop));
            boolean bridged =
                    cut && joins.unlike() != null && joins.unlike().kind().overlaps();
            shortest.add(bridged ? new FilmLayout.Join(joins.unlike(), false) : usual.get(i));
        }
        Timeline timeline = new Timeline(new Format(2, 2, rate.toString()), cuts);
        return new FilmLength(
                rate,
                FilmLayout.of(timeline, usual),
                FilmLayout.of(timeline, shortest).frames(),
                atMost);
    }

    /** @param fps as a fraction; null where the storyboard names none */
    public static FrameRate rate(String fps) {
        return fps == null ? USUAL_RATE : FrameRate.parse(fps);
    }

    /** Of a clip of so many seconds, as providers make them; a length of whole seconds is one that was asked for. */
    private static long frames(BigDecimal seconds, FrameRate rate) {
        boolean asked = seconds.stripTrailingZeros().scale() <= 0;
        return Math.max(1, asked(seconds, rate) + (asked ? 1 : 0));
    }

    /** Of a clip of exactly so many seconds. */
    public static long asked(BigDecimal seconds, FrameRate rate) {
        return seconds.multiply(BigDecimal.valueOf(rate.frames()))
                .divide(BigDecimal.valueOf(rate.seconds()), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static MediaFacts facts(FrameRate rate, long frames) {
        return new MediaFacts(2, 2, frames, rate.toString(), false, "", "");
    }

    /** Whether one clip ends on the picture on which the next one starts. */
    private static boolean meet(Storyboard.Shot shot, Storyboard.Shot next, Map<String, String> lastFrames) {
        return next.from() != null
                && (next.from().equals(shot.to()) || shot.id().equals(lastFrames.get(next.from())));
    }

    private static Map<String, String> lastFrames(Storyboard storyboard) {
        Map<String, String> shots = new HashMap<>();
        storyboard.keyframes().forEach((id, keyframe) -> {
            if (FramePosition.LAST.equals(keyframe.at())) {
                shots.put(id, keyframe.frameOf());
            }
        });
        return shots;
    }

    /** The most that it can be, give or take a frame a join. */
    public double seconds() {
        return rate.duration(layout.frames());
    }

    /** The least that it can be, where transitions stand in for all cuts between unlike frames. */
    public double leastSeconds() {
        return rate.duration(leastFrames);
    }

    /** In which it was laid out. */
    public FrameRate rate() {
        return rate;
    }

    public int joins() {
        return layout.places().size() - 1;
    }

    /** Whether it may be shorter, for a clip that may come out shorter. */
    public boolean atMost() {
        return atMost;
    }

    /** Where a shot begins, in seconds from the film's beginning. @param shot its number, from 0 */
    public double start(int shot) {
        return rate.duration(layout.places().get(shot).start());
    }

    /** Where a shot ends, its transition into the next one included, in seconds from the film's beginning. @param shot its number, from 0 */
    public double end(int shot) {
        return rate.duration(layout.places().get(shot).end());
    }

    /** {@code 61.5 s, give or take one frame a join}. */
    public String words() {
        String frame = joins() == 0 ? ", give or take a frame" : ", give or take one frame a join";
        String most = (atMost ? "at most " : "") + words(seconds()) + " s";
        return leastFrames == layout.frames()
                ? most + frame
                : words(leastSeconds()) + " to " + most + ", by how many cuts join unlike frames" + frame;
    }

    /** Seconds for people: {@code 61.5}. */
    public static String words(double seconds) {
        BigDecimal rounded =
                BigDecimal.valueOf(seconds).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.setScale(Math.max(0, rounded.scale())).toPlainString();
    }
}
