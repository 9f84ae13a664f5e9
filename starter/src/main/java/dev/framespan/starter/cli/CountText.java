package dev.framespan.starter.cli;

import java.util.Locale;

/** A number of things. */
final class CountText {
    private CountText() {}

    /** {@code 1 asset}, {@code 1,200 assets}. */
    static String of(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }
}
