package dev.framespan.workflows.assembly;

import dev.framespan.workflows.Internal;
import dev.framespan.workflows.asset.FrameRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where each clip of a film stands, to the frame: known before the first frame is written.
 *
 * @param places one for each cut, in their order
 * @param frames of the whole film
 */
public record FilmLayout(List<Place> places, long frames) {
    /**
     * A clip's place.
     *
     * @param id of the shot
     * @param range the frames of the clip that are seen, those in transitions included
     * @param start the film's frame that shows the first of them
     * @param overlapBefore how many of the first ones are seen together with the clip before
     * @param overlapAfter how many of the last ones are seen together with the clip after
     */
    public record Place(String id, FrameRange range, long start, long overlapBefore, long overlapAfter) {
        /** {@return the film's frame after its last one} */
        public long end() {
            return start + range.count();
        }
    }

    /**
     * What happens between a clip and the next, or after the last one.
     *
     * @param transition what is seen there
     * @param dropLast whether the clip's last frame is left out, because the next clip begins with the same picture
     * @hidden
     */
    @Internal
    public record Join(Transition transition, boolean dropLast) {}

    /** Keeps a copy of the places. */
    public FilmLayout {
        places = List.copyOf(places);
    }

    /**
     * Lays clips one after another.
     *
     * @param timeline the clips with their trims
     * @param joins one for each cut; the last one tells how the film ends
     * @throws IllegalArgumentException when a clip is too short for its transitions: see {@link #whyTooShort}
     * @return where each clip stands
     * @hidden
     */
    @Internal
    public static FilmLayout of(Timeline timeline, List<Join> joins) {
        FrameRate rate = FrameRate.parse(timeline.format().rate());
        List<Place> places = new ArrayList<>();
        long start = 0;
        long overlapBefore = 0;
        for (int i = 0; i < timeline.cuts().size(); i++) {
            Cut cut = timeline.cuts().get(i);
            Join join = joins.get(i);
            FrameRange whole = cut.range();
            whyTooShort(
                            rate,
                            whole.count(),
                            i == 0 ? Transition.CUT : joins.get(i - 1).transition(),
                            join)
                    .ifPresent(why -> {
                        throw new IllegalArgumentException("shot " + cut.id() + " " + why);
                    });
            FrameRange range = new FrameRange(whole.from(), whole.to() - (join.dropLast() ? 1 : 0));
            long overlapAfter =
                    i + 1 == timeline.cuts().size() ? 0 : join.transition().overlap(rate);
            places.add(new Place(cut.id(), range, start, overlapBefore, overlapAfter));
            start += range.count() - overlapAfter;
            overlapBefore = overlapAfter;
        }
        return new FilmLayout(places, start);
    }

    /**
     * Why a clip cannot have the transitions before and after it.
     *
     * @param rate the film's
     * @param frames of the clip that are shown
     * @param before the transition into the clip
     * @param after what happens at its end
     * @return words to be read after "shot x "; empty where it can
     * @hidden
     */
    @Internal
    public static Optional<String> whyTooShort(FrameRate rate, long frames, Transition before, Join after) {
        long dropped = after.dropLast() ? 1 : 0;
        long needed = Math.max(1, before.framesAfter(rate) + after.transition().framesBefore(rate)) + dropped;
        return needed <= frames
                ? Optional.empty()
                : Optional.of("has " + frames + " frames, and its transitions need " + needed
                        + "; make them shorter, or the shot longer");
    }
}
