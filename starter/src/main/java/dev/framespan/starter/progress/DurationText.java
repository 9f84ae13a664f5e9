package dev.framespan.starter.progress;

import java.time.Duration;
import java.util.Locale;

/** Time for a screen. */
public final class DurationText {
    private DurationText() {}

    /** {@code 0:07}, {@code 12:34}, {@code 1:02:03}. */
    public static String words(Duration time) {
        long hours = time.toHours();
        return hours > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }
}
