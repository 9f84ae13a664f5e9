package dev.framespan.workflows.assembly;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.FrameRate;
import java.util.List;
import java.util.Objects;

/**
 * How one clip goes over into the next.
 *
 * @param seconds length of it; 0 for a cut
 * @param style the colour of {@link Kind#FADE_TO} and {@link Kind#DIP}, one of {@link #COLOURS}; the direction of {@link Kind#WIPE} and
 *     {@link Kind#SLIDE}, one of {@link #WIPES} and {@link #SLIDES}; null for the others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Transition(Kind kind, double seconds, String style) {
    public static final Transition CUT = new Transition(Kind.CUT, 0, null);

    public static final List<String> COLOURS = List.of("black", "white");

    /** Where the next picture comes from or goes to. */
    public static final List<String> WIPES =
            List.of("left", "right", "up", "down", "top_left", "top_right", "bottom_left", "bottom_right");

    public static final List<String> SLIDES = List.of("left", "right", "up", "down");

    /** Longest transition, in seconds. */
    public static final double LONGEST = 10;

    /** What is seen while one clip goes over into the next. */
    public enum Kind {
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

        /** Whether both clips are seen at once, so that the film is shorter than its clips together. */
        public boolean overlaps() {
            return overlaps;
        }
    }

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

    public static Transition crossfade(double seconds) {
        return new Transition(Kind.CROSSFADE, seconds, null);
    }

    public static Transition match(double seconds) {
        return new Transition(Kind.MATCH, seconds, null);
    }

    /** What a style may be; empty where there is none. */
    public static List<String> styles(Kind kind) {
        return switch (kind) {
            case FADE_TO, DIP -> COLOURS;
            case WIPE -> WIPES;
            case SLIDE -> SLIDES;
            case CUT, CROSSFADE, MATCH -> List.of();
        };
    }

    /** Length in frames of the film: at least 1, but 0 for a cut. */
    public long frames(FrameRate rate) {
        return kind == Kind.CUT ? 0 : Math.max(1, rate.count(seconds));
    }

    /** Of its frames, those that are seen of both clips at once. */
    public long overlap(FrameRate rate) {
        return kind.overlaps() ? frames(rate) : 0;
    }

    /** Frames at the end of the clip before that are not shown as they are. */
    public long framesBefore(FrameRate rate) {
        return switch (kind) {
            case CUT -> 0;
            case CROSSFADE, WIPE, SLIDE, FADE_TO -> frames(rate);
            case DIP, MATCH -> (frames(rate) + 1) / 2;
        };
    }

    /** Frames at the beginning of the clip after that are not shown as they are. */
    public long framesAfter(FrameRate rate) {
        return switch (kind) {
            case CUT, FADE_TO -> 0;
            case CROSSFADE, WIPE, SLIDE -> frames(rate);
            case DIP, MATCH -> frames(rate) - framesBefore(rate);
        };
    }
}
