package dev.framespan.workflows.asset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which frame of a clip is meant: its first, its last, or the one that is shown after so many seconds.
 *
 * @param word {@code first}, {@code last}, or the seconds as a decimal: {@code 2.5}
 */
public record FramePosition(@JsonValue String word) {
    /** The clip's first frame. */
    public static final FramePosition FIRST = new FramePosition("first");

    /** The clip's last frame. */
    public static final FramePosition LAST = new FramePosition("last");

    private static final Pattern SECONDS = Pattern.compile("(0|[1-9][0-9]{0,4})(\\.[0-9]{1,6})?");

    /** @throws IllegalArgumentException for any other word, and for seconds of more than five digits before the point or six after it */
    @JsonCreator
    public FramePosition {
        if (!word.equals("first")
                && !word.equals("last")
                && !SECONDS.matcher(word).matches()) {
            throw new IllegalArgumentException("a frame is the first, the last, or that of a second, not " + word);
        }
    }

    /**
     * The frame that is shown after so many seconds.
     *
     * @param seconds from the clip's beginning, 0 or more, with up to six decimals
     * @return its position, whatever clip it is taken of
     * @throws IllegalArgumentException for other seconds
     */
    public static FramePosition seconds(BigDecimal seconds) {
        BigDecimal plain = seconds.stripTrailingZeros();
        return new FramePosition((plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString());
    }

    /** {@return seconds from the clip's beginning; empty for its first and last frame} */
    public Optional<BigDecimal> inSeconds() {
        return equals(FIRST) || equals(LAST) ? Optional.empty() : Optional.of(new BigDecimal(word));
    }

    /**
     * The number of the frame in a clip.
     *
     * @param clip as decoding has shown it
     * @return the frame's number, from 0
     * @throws IllegalArgumentException when the clip ends before it
     */
    public long of(MediaFacts clip) {
        if (equals(FIRST)) {
            return 0;
        }
        if (equals(LAST)) {
            return clip.frames() - 1;
        }
        FrameRate rate = FrameRate.parse(clip.rate());
        long number = new BigDecimal(word)
                .multiply(BigDecimal.valueOf(rate.frames()))
                .divide(BigDecimal.valueOf(rate.seconds()), 0, RoundingMode.FLOOR)
                .longValueExact();
        if (number >= clip.frames()) {
            throw new IllegalArgumentException("there is no frame at " + word + " s: the clip has " + clip.frames()
                    + " frames at " + clip.rate() + " a second");
        }
        return number;
    }

    @Override
    public String toString() {
        return word;
    }
}
