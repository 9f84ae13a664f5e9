package dev.framespan.workflows.storyboard.reading;

import dev.framespan.workflows.storyboard.Fault;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers what is wrong in one file. */
public final class FaultCollector {
    private final String file;
    private final Set<Fault> found = new LinkedHashSet<>();

    public FaultCollector(String file) {
        this.file = file;
    }

    public void fault(Position place, String field, String message) {
        found.add(new Fault(Fault.Severity.FAULT, file, place.line(), place.column(), field, message));
    }

    public void warn(Position place, String field, String message) {
        found.add(new Fault(Fault.Severity.WARNING, file, place.line(), place.column(), field, message));
    }

    /** In the order in which they stand in the file, each once. */
    public List<Fault> of(Fault.Severity severity) {
        return found.stream()
                .filter(fault -> fault.severity() == severity)
                .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
                .toList();
    }
}
