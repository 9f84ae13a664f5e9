package dev.framespan.storyboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What reading YAML and reading JSON have in common: limits against hostile files, and fields that stand twice. */
final class Tree {
    /** A storyboard needs five levels. */
    private static final int DEEPEST = 32;

    /** A storyboard of 500 shots and 1,000 keyframes has a sixth of it. */
    private static final int LARGEST = 100_000;

    private final Faults faults;
    private int depth;
    private int size;

    Tree(Faults faults) {
        this.faults = faults;
    }

    void enter(Place place) throws UnreadableException {
        if (++depth > DEEPEST) {
            throw new UnreadableException(place, "nested deeper than any storyboard: more than " + DEEPEST + " levels");
        }
    }

    void leave() {
        depth--;
    }

    /** @param values how many come in here; more than one where an alias repeats a part of the file */
    void grow(Place place, long values) throws UnreadableException {
        size = (int) Math.min(LARGEST + 1L, size + values);
        if (size > LARGEST) {
            throw new UnreadableException(
                    place, "more than " + LARGEST + " values, aliases written out: no storyboard is as large");
        }
    }

    /** Fields in the making; the first of several with one name stays. */
    final class Builder {
        private final Map<String, Node.Entry> entries = new LinkedHashMap<>();

        void add(String key, Place place, Node value) {
            Node.Entry first = entries.putIfAbsent(key, new Node.Entry(key, place, value));
            if (first != null) {
                faults.fault(
                        place,
                        key,
                        "this field stands here twice, first in line "
                                + first.place().line() + ": take one of them away");
            }
        }

        Node.Mapping build(Place place) {
            List<Node.Entry> list = new ArrayList<>(entries.values());
            return new Node.Mapping(place, list);
        }
    }
}
