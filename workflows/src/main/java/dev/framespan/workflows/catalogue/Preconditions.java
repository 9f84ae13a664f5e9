package dev.framespan.workflows.catalogue;

import java.util.Collection;
import java.util.List;

/** What data of a catalogue must have; the messages name the field as the file spells it. */
final class Preconditions {
    private Preconditions() {}

    static String words(String value, String field) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    static <T> List<T> some(Collection<T> values, String field) {
        if (values == null || values.isEmpty()) {
            throw new IllegalArgumentException(field + " is missing or empty");
        }
        return List.copyOf(values);
    }

    static void positive(long value, String field) {
        if (value < 1) {
            throw new IllegalArgumentException(field + " is at least 1, not " + value);
        }
    }
}
