package dev.framespan.workflows.storyboard.reading;

import dev.framespan.workflows.catalogue.ListFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Takes the fields of one group, each by its type; what does not fit is said where it stands. */
public final class FieldReader {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Pattern PLAIN = Pattern.compile("[^\\p{C}\\p{Z}.\\[\\]\\s]{1,64}");

    private final Node.Mapping group;
    private final String path;
    private final FaultCollector faults;

    /** @param type the record whose components are the fields that may stand here */
    FieldReader(Node.Mapping group, String path, Class<? extends Record> type, FaultCollector faults) {
        this.group = group;
        this.path = path;
        this.faults = faults;
        List<String> known = FieldNames.of(type);
        for (Node.Entry entry : group.entries()) {
            if (!known.contains(entry.key())) {
                faults.fault(entry.place(), field(entry.key()), unknown(entry.key(), known));
            }
        }
        refuseRepeated(group, this::field, faults);
    }

    /** @param field makes the full name of one */
    static void refuseRepeated(Node.Mapping group, UnaryOperator<String> field, FaultCollector faults) {
        for (Node.Entry repeated : group.repeated()) {
            int first = group.entries().stream()
                    .filter(entry -> entry.key().equals(repeated.key()))
                    .mapToInt(entry -> entry.place().line())
                    .findFirst()
                    .orElseThrow();
            faults.fault(
                    repeated.place(),
                    field.apply(repeated.key()),
                    "this stands here twice, first in line " + first + ": take one of them away");
        }
    }

    private static String unknown(String key, List<String> known) {
        if (key.equals("<<")) {
            return "YAML 1.2 merges no fields: write them out, or repeat a whole value with an alias";
        }
        return "this version of Framespan does not know this field here"
                + FaultWording.nearest(key, known)
                        .map(near -> ": did you mean " + near + "?")
                        .orElse("; it knows " + ListFormat.and(known));
    }

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static String idRule() {
        return "1 to 64 letters, digits, - and _ are possible, the first a letter or digit";
    }

    String field(String name) {
        String shown = PLAIN.matcher(name).matches() ? name : FaultWording.quoted(name);
        return path.isEmpty() ? shown : path + "." + shown;
    }

    /** The value of a field, whatever it is. */
    DraftField<Node> any(String name) {
        for (Node.Entry entry : group.entries()) {
            if (entry.key().equals(name)) {
                Node node = entry.value();
                if (node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NOTHING) {
                    faults.fault(
                            node.place(), field(name), "nothing is given here: write a value, or take the field away");
                    return DraftField.faulty(node.place(), field(name));
                }
                return DraftField.of(node.place(), field(name), node);
            }
        }
        return DraftField.absent(group.place(), field(name));
    }

    /** Words for a model or a reader: something to be seen, without control characters. */
    DraftField<String> words(String name) {
        return words(text(name, false));
    }

    /** A path, a URL or an id; one that is a number counts as written. */
    DraftField<String> place(String name) {
        return words(text(name, true));
    }

    /** The same for a value that stands in a list. */
    DraftField<String> place(DraftField<Node> any) {
        return words(text(any, true));
    }

    private DraftField<String> words(DraftField<String> text) {
        if (!text.isValid()) {
            return text;
        }
        if (text.value().isBlank()) {
            return fault(text, "words are needed here");
        }
        List<String> unprintable = text.value()
                .codePoints()
                .filter(point -> point != '\n' && point != '\t' && FaultWording.isUnprintable(point))
                .distinct()
                .mapToObj(FaultWording::codePoint)
                .toList();
        if (!unprintable.isEmpty()) {
            boolean one = unprintable.size() == 1;
            return fault(
                    text,
                    (one ? "the character " : "the characters ") + ListFormat.and(unprintable)
                            + " cannot be sent to a model: take " + (one ? "it" : "them") + " away");
        }
        return DraftField.of(text.place(), text.field(), text.value().strip());
    }

    /** An id; one that is a number counts as written, {@code 010} is not {@code 10}. */
    DraftField<String> id(String name) {
        return id(text(name, true));
    }

    private DraftField<String> id(DraftField<String> text) {
        return text.isValid() && !isId(text.value())
                ? fault(text, FaultWording.quoted(text.value()) + " is no id: " + idRule())
                : text;
    }

    /** A list of ids; one that is faulty is said, and leaves its place empty. */
    DraftField<List<DraftField<String>>> ids(String name, int most) {
        DraftField<Node> any = any(name);
        if (!any.isValid()) {
            return without(any);
        }
        if (!(any.value() instanceof Node.Sequence sequence)) {
            return fault(
                    any,
                    "a list of ids is expected, like [keeper, boat], not "
                            + any.value().described());
        }
        int count = sequence.items().size();
        if (count < 1 || count > most) {
            return fault(
                    any,
                    count < 1
                            ? "this list is empty: name at least one, or take it away"
                            : "at most " + most + " are possible, and here are " + count);
        }
        List<DraftField<String>> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Node item = sequence.items().get(i);
            ids.add(id(text(DraftField.of(item.place(), any.field() + "[" + i + "]", item), true)));
        }
        return DraftField.of(any.place(), any.field(), List.copyOf(ids));
    }

    /** @param numbers whether one that is a number counts as written */
    DraftField<String> text(String name, boolean numbers) {
        DraftField<Node> any = any(name);
        return any.isValid() ? text(any, numbers) : without(any);
    }

    private DraftField<String> text(DraftField<Node> any, boolean numbers) {
        if (any.value() instanceof Node.Scalar scalar) {
            boolean number = scalar.kind() == Node.Kind.INTEGER || scalar.kind() == Node.Kind.DECIMAL;
            if (scalar.kind() == Node.Kind.TEXT || numbers && number) {
                return DraftField.of(any.place(), any.field(), scalar.text());
            }
            return fault(any, "a text is expected, not " + scalar.described() + ": put it in quotes");
        }
        return fault(any, "a text is expected, not " + any.value().described());
    }

    /** @param choices what may stand here, and what it means */
    <T> DraftField<T> choice(String name, String what, Map<String, T> choices) {
        DraftField<String> text = text(name, true);
        if (!text.isValid()) {
            return without(text);
        }
        T chosen = choices.get(text.value());
        if (chosen == null) {
            return fault(
                    text,
                    FaultWording.quoted(text.value()) + " is no " + what + "; possible are "
                            + ListFormat.and(List.copyOf(choices.keySet()))
                            + FaultWording.didYouMean(text.value(), choices.keySet()));
        }
        return DraftField.of(text.place(), text.field(), chosen);
    }

    /** Whether a field is exactly this word. */
    boolean isText(String name, String word) {
        return group.entries().stream()
                .anyMatch(entry -> entry.key().equals(name)
                        && entry.value() instanceof Node.Scalar scalar
                        && scalar.kind() == Node.Kind.TEXT
                        && scalar.text().equals(word));
    }

    /** A field that is there, with what it means. */
    <T> DraftField<T> found(String name, T value) {
        DraftField<Node> any = any(name);
        return DraftField.of(any.place(), any.field(), value);
    }

    DraftField<Boolean> truth(String name) {
        DraftField<Node> any = any(name);
        if (!any.isValid()) {
            return without(any);
        }
        if (any.value() instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.TRUTH) {
            return DraftField.of(any.place(), any.field(), scalar.text().equalsIgnoreCase("true"));
        }
        return fault(any, "true or false is expected, not " + any.value().described());
    }

    <T> DraftField<T> fault(DraftField<?> at, String message) {
        faults.fault(at.place(), at.field(), message);
        return DraftField.faulty(at.place(), at.field());
    }

    /** What has no value is absent or faulty, whatever its type. */
    static <T> DraftField<T> without(DraftField<?> like) {
        return new DraftField<>(like.place(), like.field(), like.present(), null);
    }
}
