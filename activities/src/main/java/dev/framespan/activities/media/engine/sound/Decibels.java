package dev.framespan.activities.media.engine.sound;

/** Decibels of an amplitude. */
final class Decibels {
    private Decibels() {}

    static double factor(double decibels) {
        return Math.pow(10, decibels / 20);
    }

    static double of(double factor) {
        return 20 * Math.log10(factor);
    }
}
