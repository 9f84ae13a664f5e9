package dev.framespan.storyboard;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers what is wrong in one file. */
final class Faults {
    private final String file;
    private final Set<Fault> found = new LinkedHashSet<>();

    Faults(String file) {
        this.file = file;
    }

    void fault(Place place, String field, String message) {
        found.add(new Fault(Fault.Severity.FAULT, file, place.line(), place.column(), field, message));
    }

    void warn(Place place, String field, String message) {
        found.add(new Fault(Fault.Severity.WARNING, file, place.line(), place.column(), field, message));
    }

    /** In the order in which they stand in the file, each once. */
    List<Fault> of(Fault.Severity severity) {
        return found.stream()
                .filter(fault -> fault.severity() == severity)
                .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
                .toList();
    }
}
