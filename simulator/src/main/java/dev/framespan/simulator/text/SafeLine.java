package dev.framespan.simulator.text;

/** Words of others, as one line that a terminal shows and does not obey. */
public final class SafeLine {
    private SafeLine() {}

    /** � stands for each control, line break, or character that turns the order of its neighbours. */
    public static String of(String words) {
        return words.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "\uFFFD");
    }
}
