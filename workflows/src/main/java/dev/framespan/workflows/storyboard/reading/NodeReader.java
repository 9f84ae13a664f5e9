package dev.framespan.workflows.storyboard.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What reading YAML and reading JSON have in common: limits against hostile files, and fields that may stand twice. */
final class NodeReader {
    /** A storyboard needs five levels. */
    private static final int DEEPEST = 32;

    /** A storyboard of 500 shots and 1,000 keyframes has a sixth of it. */
    private static final int LARGEST = 100_000;

    private int depth;
    private int size;

    void enter(Position place) throws UnreadableException {
        if (++depth > DEEPEST) {
            throw new UnreadableException(place, "nested deeper than any storyboard: more than " + DEEPEST + " levels");
        }
    }

    void leave() {
        depth--;
    }

    /** @param values how many come in here; more than one where an alias repeats a part of the file */
    void grow(Position place, long values) throws UnreadableException {
        size = (int) Math.min(LARGEST + 1L, size + values);
        if (size > LARGEST) {
            throw new UnreadableException(
                    place, "more than " + LARGEST + " values, aliases written out: no storyboard is as large");
        }
    }

    /** Fields in the making; the first of several with one name counts. */
    static final class Builder {
        private final Map<String, Node.Entry> entries = new LinkedHashMap<>();
        private final List<Node.Entry> repeated = new ArrayList<>();

        void add(String key, Position place, Node value) {
            Node.Entry entry = new Node.Entry(key, place, value);
            if (entries.putIfAbsent(key, entry) != null) {
                repeated.add(entry);
            }
        }

        Node.Mapping build(Position place) {
            return new Node.Mapping(place, List.copyOf(entries.values()), repeated);
        }
    }
}
