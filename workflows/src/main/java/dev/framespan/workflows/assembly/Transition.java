package dev.framespan.workflows.assembly;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.FrameRate;
import java.util.List;
import java.util.Objects;

/**
 * How one clip goes over into the next.
 *
 * @param kind what is seen
 * @param seconds length of it, above 0 and at most {@link #LONGEST}; 0 for a cut
 * @param style the colour of {@link Kind#FADE_TO} and {@link Kind#DIP}, one of {@link #COLOURS}; the direction of {@link Kind#WIPE} and
 *     {@link Kind#SLIDE}, one of {@link #WIPES} and {@link #SLIDES}; null for the others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Transition(Kind kind, double seconds, String style) {
    /** At once. */
    public static final Transition CUT = new Transition(Kind.CUT, 0, null);

    /** Styles of {@link Kind#FADE_TO} and {@link Kind#DIP}. */
    public static final List<String> COLOURS = List.of("black", "white");

    /** Styles of {@link Kind#WIPE}: where the next picture goes to. */
    public static final List<String> WIPES =
            List.of("left", "right", "up", "down", "top_left", "top_right", "bottom_left", "bottom_right");

    /** Styles of {@link Kind#SLIDE}: where the pictures go to. */
    public static final List<String> SLIDES = List.of("left", "right", "up", "down");

    /** Longest transition, in seconds. */
    public static final double LONGEST = 10;

    /** What is seen while one clip goes over into the next. */
    public enum Kind {
        /** Nothing: the next picture stands there at once. */
        CUT(false),
        /** Both pictures at once, the next one growing stronger. */
        CROSSFADE(true),
        /** The next picture uncovered along a moving edge. */
        WIPE(true),
        /** The next picture pushes the last one out. */
        SLIDE(true),
        /** The clip ends in a colour; the next one is cut in. */
        FADE_TO(false),
        /** The clip ends in a colour, the next one comes out of it: half of the length each. */
        DIP(false),
        /** Colour and brightness of both clips run towards each other, half of the length each, so that the jump is hidden. */
        MATCH(false);

        private final boolean overlaps;

        Kind(boolean overlaps) {
            this.overlaps = overlaps;
        }

        /** {@return whether both clips are seen at once, so that the film is shorter than its clips together} */
        public boolean overlaps() {
            return overlaps;
        }
    }

    /** @throws IllegalArgumentException for a length or a style that the kind does not have */
    public Transition {
        Objects.requireNonNull(kind, "kind");
        if (kind == Kind.CUT ? seconds != 0 : !(seconds > 0 && seconds <= LONGEST)) {
            throw new IllegalArgumentException(
                    "a transition lasts more than 0 and at most " + LONGEST + " seconds, not " + seconds);
        }
        List<String> styles = styles(kind);
        if (styles.isEmpty() ? style != null : !styles.contains(style)) {
            throw new IllegalArgumentException(kind + " has no style " + style + "; it knows " + styles);
        }
    }

    /**
     * Both pictures at once, the next one growing stronger.
     *
     * @param seconds above 0, at most {@link #LONGEST}
     * @return the transition
     * @throws IllegalArgumentException for another length
     */
    public static Transition crossfade(double seconds) {
        return new Transition(Kind.CROSSFADE, seconds, null);
    }

    /**
     * Colour and brightness of both clips run towards each other, so that the jump is hidden.
     *
     * @param seconds above 0, at most {@link #LONGEST}; half of it in each clip
     * @return the transition
     * @throws IllegalArgumentException for another length
     */
    public static Transition match(double seconds) {
        return new Transition(Kind.MATCH, seconds, null);
    }

    /**
     * What a style may be.
     *
     * @param kind of the transition
     * @return empty where there is none
     */
    public static List<String> styles(Kind kind) {
        return switch (kind) {
            case FADE_TO, DIP -> COLOURS;
            case WIPE -> WIPES;
            case SLIDE -> SLIDES;
            case CUT, CROSSFADE, MATCH -> List.of();
        };
    }

    /**
     * How long it lasts.
     *
     * @param rate the film's
     * @return number of frames: at least 1, but 0 for a cut
     */
    public long frames(FrameRate rate) {
        return kind == Kind.CUT ? 0 : Math.max(1, rate.count(seconds));
    }

    /**
     * By how much it shortens the film.
     *
     * @param rate the film's
     * @return of its frames, how many show both clips at once
     */
    public long overlap(FrameRate rate) {
        return kind.overlaps() ? frames(rate) : 0;
    }

    /**
     * What it takes of the clip before.
     *
     * @param rate the film's
     * @return how many of that clip's last frames are not shown as they are
     */
    public long framesBefore(FrameRate rate) {
        return switch (kind) {
            case CUT -> 0;
            case CROSSFADE, WIPE, SLIDE, FADE_TO -> frames(rate);
            case DIP, MATCH -> (frames(rate) + 1) / 2;
        };
    }

    /**
     * What it takes of the clip after.
     *
     * @param rate the film's
     * @return how many of that clip's first frames are not shown as they are
     */
    public long framesAfter(FrameRate rate) {
        return switch (kind) {
            case CUT, FADE_TO -> 0;
            case CROSSFADE, WIPE, SLIDE -> frames(rate);
            case DIP, MATCH -> frames(rate) - framesBefore(rate);
        };
    }
}
