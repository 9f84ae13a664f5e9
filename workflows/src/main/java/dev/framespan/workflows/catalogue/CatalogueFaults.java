package dev.framespan.workflows.catalogue;

import dev.framespan.workflows.text.SafeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that is wrong in a catalogue, each with its place, field and cure. */
final class CatalogueFaults {
    private static final int MOST = 100;

    private final String file;
    private final Map<String, Place> places = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    /** @param file as the operator wrote it */
    CatalogueFaults(String file) {
        this.file = file;
    }

    /**
     * Where something stands in a file.
     *
     * @param line from 1; 0 for the file as a whole
     * @param column from 1
     */
    record Place(int line, int column) {
        static final Place FILE = new Place(0, 0);
    }

    private record Fault(Place place, String field, String message) {}

    /** {@code videos[0].name}, for the {@code name} of {@code videos[0]}. */
    static String field(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    static String item(String path, int index) {
        return path + "[" + index + "]";
    }

    void located(String field, Place place) {
        places.put(field, place);
    }

    /** Where a field stands; where it is missing, the place of the object that lacks it. */
    Place place(String field) {
        for (String path = field; ; path = path.substring(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('[')))) {
            Place place = places.get(path);
            if (place != null) {
                return place;
            }
            if (path.lastIndexOf('.') < 0 && path.lastIndexOf('[') < 0) {
                return places.getOrDefault("", Place.FILE);
            }
        }
    }

    void add(String field, String message) {
        add(place(field), field, message);
    }

    void add(Place place, String field, String message) {
        faults.add(new Fault(place, field, message));
    }

    /** @throws CatalogueException with a line for each, where there are any */
    void refuse() {
        if (faults.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        faults.stream()
                .sorted(Comparator.comparing((Fault fault) -> fault.place().line())
                        .thenComparing(fault -> fault.place().column()))
                .limit(MOST)
                .forEach(fault -> lines.add(line(fault)));
        if (faults.size() > MOST) {
            lines.add(file + ": " + (faults.size() - MOST) + " more faults stand behind these");
        }
        throw new CatalogueException(String.join("\n", lines));
    }

    private String line(Fault fault) {
        String place = fault.place().line() < 1
                ? file
                : file + ":" + fault.place().line() + ":" + fault.place().column();
        String field = SafeText.line(fault.field());
        return place + "  " + (field.isEmpty() ? "" : field + ": ") + fault.message();
    }
}
