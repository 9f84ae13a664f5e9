package dev.framespan.starter.cli;

import java.util.Locale;

/** A number of bytes, for a person. */
final class ByteText {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};
    private static final double STEP = 1_000;

    private ByteText() {}

    /** {@code 999 bytes}, {@code 1.0 kB}, {@code 3.4 GB}; thousands, not 1024s. */
    static String words(long bytes) {
        if (bytes < STEP) {
            return CountText.of(bytes, "byte");
        }
        double size = bytes / STEP;
        int unit = 0;
        // What would be shown as 1000.0 is one of the next unit.
        while (size >= STEP - 0.05 && unit < UNITS.length - 1) {
            size /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }
}
