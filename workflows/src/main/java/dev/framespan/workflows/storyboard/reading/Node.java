package dev.framespan.workflows.storyboard.reading;

import java.util.List;

/** What stands in a storyboard's file, YAML and JSON alike, each part with its place. */
public sealed interface Node {
    Position place();

    /** For the author, as in "…, not the text "five"". */
    String described();

    /**
     * Fields and their values.
     *
     * @param entries each name once
     * @param repeated those whose name had stood there before
     */
    record Mapping(Position place, List<Entry> entries, List<Entry> repeated) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
            repeated = List.copyOf(repeated);
        }

        @Override
        public String described() {
            return "a group of fields";
        }
    }

    /** A field: its name, where that stands, and its value. */
    record Entry(String key, Position place, Node value) {}

    record Sequence(Position place, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String described() {
            return "a list";
        }
    }

    /** A single value, as it is written. */
    record Scalar(Position place, Kind kind, String text) implements Node {
        private static final int LONGEST_QUOTE = 40;

        @Override
        public String described() {
            String quote = text.codePointCount(0, text.length()) <= LONGEST_QUOTE
                    ? text
                    : text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
            return switch (kind) {
                case TEXT -> "the text " + FaultWording.quoted(quote);
                case INTEGER, DECIMAL -> "the number " + quote;
                case TRUTH -> quote;
                case NOTHING -> "nothing";
            };
        }
    }

    /** What a single value is, by the core schema of YAML 1.2. */
    enum Kind {
        TEXT,
        INTEGER,
        DECIMAL,
        TRUTH,
        NOTHING
    }
}
