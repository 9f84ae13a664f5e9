package dev.framespan.workflows.asset;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rate that is written as a fraction: {@code 24/1}, {@code 30000/1001}.
 *
 * @param frames in so many seconds, at least 1
 * @param seconds at least 1
 */
public record FrameRate(int frames, int seconds) {
    private static final Pattern FRACTION = Pattern.compile("([1-9][0-9]{0,8})/([1-9][0-9]{0,8})");

    /**
     * Reads a rate as it is written.
     *
     * @param fraction such as {@code 30000/1001}
     * @return the rate, not reduced
     * @throws IllegalArgumentException when it is no fraction of whole numbers above zero
     */
    public static FrameRate parse(String fraction) {
        Matcher matcher = FRACTION.matcher(fraction);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a frame rate: " + fraction);
        }
        return new FrameRate(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /**
     * How long frames are shown.
     *
     * @param count of frames
     * @return seconds
     */
    public double duration(long count) {
        return (double) count * seconds / frames;
    }

    /**
     * How many frames are nearest to a length.
     *
     * @param duration in seconds
     * @return number of frames
     */
    public long count(double duration) {
        return Math.round(duration * frames / seconds);
    }

    @Override
    public String toString() {
        return frames + "/" + seconds;
    }
}
