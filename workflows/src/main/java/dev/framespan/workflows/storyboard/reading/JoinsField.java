package dev.framespan.workflows.storyboard.reading;

import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.storyboard.Storyboard;

/** When the frames at a cut count as one picture, and what becomes of the cut where they do not. */
final class JoinsField {
    private JoinsField() {}

    static DraftField<Draft.Joins> read(FieldReader fields, String name, FaultCollector faults) {
        DraftField<Node> any = fields.any(name);
        if (!any.isValid()) {
            return FieldReader.without(any);
        }
        if (!(any.value() instanceof Node.Mapping group)) {
            return fields.fault(
                    any,
                    "{ similarity: 0.95, unlike: match } is expected, not "
                            + any.value().described());
        }
        FieldReader joins = new FieldReader(group, any.field(), Storyboard.Joins.class, faults);
        return DraftField.of(any.place(), any.field(), new Draft.Joins(similarity(joins), unlike(joins, faults)));
    }

    private static DraftField<Double> similarity(FieldReader joins) {
        return joins.isText("similarity", "off")
                ? joins.found("similarity", JoinSettings.EVERY_FRAME.ssim())
                : NumberField.measure(joins, "similarity", "off or a number", "0", "1");
    }

    /** Others would show what happens where nothing should be seen to. */
    private static DraftField<Transition> unlike(FieldReader joins, FaultCollector faults) {
        DraftField<Transition> unlike = TransitionField.read(joins, "unlike", faults);
        if (!unlike.isValid()
                || unlike.value().kind() == Transition.Kind.MATCH
                || unlike.value().kind() == Transition.Kind.CROSSFADE) {
            return unlike;
        }
        return joins.fault(
                unlike,
                "match or crossfade can stand in for a cut, not "
                        + TransitionField.word(unlike.value().kind()) + ": name one of them, or take unlike away");
    }
}
