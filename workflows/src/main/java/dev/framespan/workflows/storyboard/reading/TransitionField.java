package dev.framespan.workflows.storyboard.reading;

import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.catalogue.ListFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How one clip goes over into the next: a word, or a group that says more. */
public final class TransitionField {
    /** Length where none is given, in seconds. */
    public static final double USUAL = 0.5;

    /** Length of what goes by way of a colour, in seconds. */
    public static final double USUAL_COLOUR = 1;

    private static final String GROUPS = "{ crossfade: 0.5 }, { match: 0.3 }, { fade_to: black }, { dip: white },"
            + " { wipe: left } and { slide: up }";

    private static final Map<String, Transition> WORDS = words();

    private TransitionField() {}

    /** The fields of a group. */
    public record Fields(
            Object crossfade, Object match, Object fadeTo, Object dip, Object wipe, Object slide, Object seconds) {}

    private static Map<String, Transition> words() {
        Map<String, Transition> words = new LinkedHashMap<>();
        words.put("cut", Transition.CUT);
        words.put("crossfade", Transition.crossfade(USUAL));
        words.put("dip", new Transition(Transition.Kind.DIP, USUAL_COLOUR, "black"));
        words.put("match", Transition.match(USUAL));
        return words;
    }

    static DraftField<Transition> read(FieldReader fields, String name, FaultCollector faults) {
        DraftField<Node> any = fields.any(name);
        if (!any.isValid()) {
            return FieldReader.without(any);
        }
        if (any.value() instanceof Node.Mapping group) {
            return group(new FieldReader(group, any.field(), Fields.class, faults), any);
        }
        if (!(any.value() instanceof Node.Scalar scalar) || scalar.kind() != Node.Kind.TEXT) {
            return fields.fault(
                    any,
                    "a transition is expected, such as crossfade or { crossfade: 0.5 }, not "
                            + any.value().described());
        }
        Transition transition = WORDS.get(scalar.text());
        if (transition == null) {
            return fields.fault(
                    any,
                    FaultWording.quoted(scalar.text()) + " is no transition; possible are "
                            + ListFormat.and(List.copyOf(WORDS.keySet())) + ", or " + GROUPS
                            + FaultWording.didYouMean(scalar.text(), WORDS.keySet()));
        }
        return DraftField.of(any.place(), any.field(), transition);
    }

    private static DraftField<Transition> group(FieldReader group, DraftField<Node> any) {
        List<Transition.Kind> named = List.of(Transition.Kind.values()).stream()
                .filter(kind -> kind != Transition.Kind.CUT)
                .filter(kind -> group.any(word(kind)).present())
                .toList();
        if (named.size() != 1) {
            return group.fault(
                    any,
                    named.isEmpty()
                            ? "what is seen is not said; possible are " + GROUPS
                            : "one transition is possible here, and "
                                    + ListFormat.and(named.stream()
                                            .map(TransitionField::word)
                                            .toList())
                                    + " are " + named.size());
        }
        Transition.Kind kind = named.get(0);
        return Transition.styles(kind).isEmpty() ? plain(group, any, kind) : styled(group, any, kind);
    }

    /** {@code { crossfade: 0.5 }}. */
    private static DraftField<Transition> plain(FieldReader group, DraftField<Node> any, Transition.Kind kind) {
        DraftField<Double> seconds = seconds(group, word(kind));
        DraftField<Node> second = group.any("seconds");
        if (second.present()) {
            return group.fault(second, "the length stands after " + word(kind) + " already: take seconds away");
        }
        return seconds.isValid()
                ? DraftField.of(any.place(), any.field(), new Transition(kind, seconds.value(), null))
                : DraftField.faulty(any.place(), any.field());
    }

    /** {@code { wipe: left, seconds: 1 }}. */
    private static DraftField<Transition> styled(FieldReader group, DraftField<Node> any, Transition.Kind kind) {
        Map<String, String> styles = new LinkedHashMap<>();
        Transition.styles(kind).forEach(style -> styles.put(style, style));
        boolean colour = Transition.styles(kind).equals(Transition.COLOURS);
        DraftField<String> style =
                group.choice(word(kind), colour ? "colour of a transition" : "way to " + word(kind), styles);
        DraftField<Double> seconds = seconds(group, "seconds");
        if (!style.isValid() || seconds.isFaulty()) {
            return DraftField.faulty(any.place(), any.field());
        }
        double length = seconds.or(colour ? USUAL_COLOUR : USUAL);
        return DraftField.of(any.place(), any.field(), new Transition(kind, length, style.value()));
    }

    private static DraftField<Double> seconds(FieldReader group, String name) {
        return NumberField.measure(group, name, "a number of seconds", "0.01", "10");
    }

    /** As storyboards write it. */
    public static String word(Transition.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
