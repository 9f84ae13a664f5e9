package dev.framespan.workflows.generation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON in the canonical form of RFC 8785, for objects, arrays, strings and whole numbers: members sorted by UTF-16 code units, no
 * white space, no escape that is not needed. A fraction has no place in a fingerprint, and is refused.
 */
final class CanonicalJson {
    // RFC 8785 writes numbers as ECMAScript does; beyond this a double is no longer exact.
    private static final long LARGEST = (1L << 53) - 1;

    private CanonicalJson() {}

    static String of(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> members) {
            object(members, out);
        } else if (value instanceof List<?> elements) {
            array(elements, out);
        } else if (value instanceof String text) {
            string(text, out);
        } else if (value instanceof Boolean truth) {
            out.append(truth);
        } else if (value instanceof Integer || value instanceof Long) {
            number(((Number) value).longValue(), out);
        } else {
            throw new IllegalArgumentException("not part of a fingerprint: " + value);
        }
    }

    private static void object(Map<?, ?> members, StringBuilder out) {
        // String.compareTo() compares UTF-16 code units, as the RFC demands.
        Map<String, Object> sorted = new TreeMap<>();
        members.forEach((name, member) -> sorted.put((String) name, member));
        out.append('{');
        String separator = "";
        for (Map.Entry<String, Object> member : sorted.entrySet()) {
            out.append(separator);
            string(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }

    private static void array(List<?> elements, StringBuilder out) {
        out.append('[');
        String separator = "";
        for (Object element : elements) {
            out.append(separator);
            write(element, out);
            separator = ",";
        }
        out.append(']');
    }

    private static void number(long value, StringBuilder out) {
        if (value > LARGEST || value < -LARGEST) {
            throw new IllegalArgumentException("too large for a fingerprint: " + value);
        }
        out.append(value);
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    throw new IllegalArgumentException("half a character at position " + i);
                }
                out.append(c).append(text.charAt(++i));
            } else {
                character(c, out);
            }
        }
        out.append('"');
    }

    private static void character(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (c < 0x20) {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
