package dev.framespan.simulator.fault;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.simulator.task.AtomicFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The faults in force, with their counts, which outlive the process. The first that fits a call is the one. */
public final class InjectedFaults {
    private static final String FILE = "faults.json";

    /**
     * @param seen calls that fitted
     * @param done how often it struck
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record Counted(InjectedFault fault, @JsonProperty("seen") int seen, @JsonProperty("done") int done) {
        boolean isSpent() {
            return fault.times() != null && done >= fault.times();
        }
    }

    private final AtomicFolder disk;
    private final List<Counted> counted = new ArrayList<>();

    public InjectedFaults(AtomicFolder disk) throws IOException {
        this.disk = disk;
        Optional<JsonNode> remembered = disk.readJson(FILE);
        if (remembered.isPresent()) {
            counted.addAll(AtomicFolder.JSON.convertValue(remembered.get(), new TypeReference<List<Counted>>() {}));
        }
    }

    /** Reads one fault or a list of them. */
    public static List<InjectedFault> parse(JsonNode json) {
        JsonNode list =
                json.isArray() ? json : AtomicFolder.JSON.createArrayNode().add(json);
        return AtomicFolder.JSON.convertValue(list, new TypeReference<List<InjectedFault>>() {});
    }

    /** Puts these into force, after those that are. */
    public synchronized void add(List<InjectedFault> faults) {
        faults.forEach(fault -> counted.add(new Counted(fault, 0, 0)));
        save();
    }

    /** Puts into force those that are not; so a restart with the same command line goes on counting. */
    public synchronized void addMissing(List<InjectedFault> faults) {
        List<InjectedFault> known = counted.stream().map(Counted::fault).toList();
        add(faults.stream().filter(fault -> !known.contains(fault)).toList());
    }

    public synchronized void clear() {
        counted.clear();
        save();
    }

    /** What is in force, as JSON with counts. */
    public synchronized JsonNode describe() {
        return AtomicFolder.JSON.valueToTree(counted);
    }

    /** The fault that strikes this call, if one does; it is counted. */
    public Optional<InjectedFault> take(InjectedFault.Point point, InjectedFault.Subject subject) {
        return take(point, subject, fault -> true);
    }

    /** @param possible which of them can strike here; others are not counted */
    public synchronized Optional<InjectedFault> take(
            InjectedFault.Point point, InjectedFault.Subject subject, Predicate<InjectedFault> possible) {
        for (int i = 0; i < counted.size(); i++) {
            Counted one = counted.get(i);
            if (!one.fault().fits(point, subject) || one.isSpent() || !possible.test(one.fault())) {
                continue;
            }
            boolean strikes = one.seen() >= one.fault().skip();
            counted.set(i, new Counted(one.fault(), one.seen() + 1, one.done() + (strikes ? 1 : 0)));
            save();
            if (strikes) {
                return Optional.of(one.fault());
            }
        }
        return Optional.empty();
    }

    private void save() {
        disk.write(FILE, counted);
    }
}
