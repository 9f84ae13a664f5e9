package dev.framespan.workflows.storyboard.reading;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers, as YAML 1.2 and JSON write them. */
final class NumberField {
    private static final int LONGEST_NUMBER = 40;
    private static final int MEASURE_DECIMALS = 6;

    private NumberField() {}

    /** @param what for the author: "a whole number of seconds" */
    static DraftField<Integer> whole(FieldReader fields, String name, String what, int least, int most) {
        DraftField<Node> any = fields.any(name);
        if (!any.isValid()) {
            return FieldReader.without(any);
        }
        if (!(any.value() instanceof Node.Scalar scalar)
                || scalar.kind() != Node.Kind.INTEGER
                || scalar.text().length() > LONGEST_NUMBER) {
            return fields.fault(any, what + " is expected, not " + any.value().described());
        }
        BigInteger number = integer(scalar.text());
        if (number.compareTo(BigInteger.valueOf(least)) < 0 || number.compareTo(BigInteger.valueOf(most)) > 0) {
            return fields.fault(any, what + " from " + least + " to " + most + " is expected, not " + scalar.text());
        }
        return DraftField.of(any.place(), any.field(), number.intValueExact());
    }

    /** @param most the largest; the least is zero */
    static DraftField<BigDecimal> amount(FieldReader fields, String name, String what, BigDecimal most, int decimals) {
        return between(fields, name, what, BigDecimal.ZERO, most, decimals);
    }

    /** The same as a double, for what is measured and not paid. */
    static DraftField<Double> measure(FieldReader fields, String name, String what, String least, String most) {
        DraftField<BigDecimal> exact =
                between(fields, name, what, new BigDecimal(least), new BigDecimal(most), MEASURE_DECIMALS);
        return exact.isValid()
                ? DraftField.of(exact.place(), exact.field(), exact.value().doubleValue())
                : FieldReader.without(exact);
    }

    private static DraftField<BigDecimal> between(
            FieldReader fields, String name, String what, BigDecimal least, BigDecimal most, int decimals) {
        DraftField<Node> any = fields.any(name);
        if (!any.isValid()) {
            return FieldReader.without(any);
        }
        BigDecimal amount = any.value() instanceof Node.Scalar scalar ? number(scalar) : null;
        if (amount == null) {
            return fields.fault(any, what + " is expected, not " + any.value().described());
        }
        if (amount.compareTo(least) < 0
                || amount.compareTo(most) > 0
                || amount.stripTrailingZeros().scale() > decimals) {
            return fields.fault(
                    any,
                    what + " from " + least + " to " + most + " with at most " + decimals
                            + " decimals is expected, not " + any.value().described());
        }
        return DraftField.of(any.place(), any.field(), amount);
    }

    /** The number that is written; null where it is none, or one that no storyboard needs. */
    static BigDecimal number(Node.Scalar scalar) {
        boolean number = scalar.kind() == Node.Kind.INTEGER || scalar.kind() == Node.Kind.DECIMAL;
        if (!number || scalar.text().length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            return scalar.kind() == Node.Kind.INTEGER
                    ? new BigDecimal(integer(scalar.text()))
                    : new BigDecimal(scalar.text());
        } catch (NumberFormatException e) {
            return null; // .inf and .nan are numbers to YAML, too
        }
    }

    private static BigInteger integer(String text) {
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        if (text.startsWith("0o")) {
            return new BigInteger(text.substring(2), 8);
        }
        return new BigInteger(text);
    }
}
