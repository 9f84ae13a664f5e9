package dev.framespan.starter.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** A time in the zone of this machine: {@code 2026-01-31 17:05:09}. */
final class Timestamps {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private Timestamps() {}

    static String words(Instant time) {
        return FORM.withZone(ZoneId.systemDefault()).format(time);
    }
}
