package dev.framespan.workflows.storyboard.reading;

import dev.framespan.workflows.asset.FramePosition;
import java.math.BigDecimal;

/** Which frame of a clip is meant: {@code first}, {@code last}, or seconds from its beginning. */
final class FramePositionField {
    private static final int DECIMALS = 6;
    private static final BigDecimal LONGEST = new BigDecimal(3_600);
    private static final String SECONDS = "a number of seconds from the clip's beginning";

    private FramePositionField() {}

    static DraftField<FramePosition> read(FieldReader fields, String name) {
        DraftField<Node> any = fields.any(name);
        if (any.isValid() && any.value() instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.TEXT) {
            return switch (scalar.text()) {
                case "first" -> DraftField.of(any.place(), any.field(), FramePosition.FIRST);
                case "last" -> DraftField.of(any.place(), any.field(), FramePosition.LAST);
                default -> fields.fault(any, "first, last or " + SECONDS + " is expected, not " + scalar.described());
            };
        }
        DraftField<BigDecimal> seconds =
                NumberField.amount(fields, name, "first, last or " + SECONDS, LONGEST, DECIMALS);
        return new DraftField<>(
                seconds.place(),
                seconds.field(),
                seconds.present(),
                seconds.value() == null ? null : FramePosition.seconds(seconds.value()));
    }
}
