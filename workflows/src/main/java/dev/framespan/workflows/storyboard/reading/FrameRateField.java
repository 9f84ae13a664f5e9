package dev.framespan.workflows.storyboard.reading;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Frames a second: a number or a fraction in the file, always a fraction behind it. */
final class FrameRateField {
    private static final Pattern FRACTION = Pattern.compile("([1-9][0-9]{0,5})/([1-9][0-9]{0,5})");
    private static final BigDecimal MOST = new BigDecimal(120);
    private static final BigDecimal NTSC = new BigDecimal("1.001");
    private static final int[] FILM_AND_TELEVISION = {24, 30, 48, 60, 120};

    private FrameRateField() {}

    static DraftField<String> read(FieldReader fields, String name) {
        DraftField<Node> any = fields.any(name);
        if (!any.isValid()) {
            return new DraftField<>(any.place(), any.field(), any.present(), null);
        }
        BigInteger[] fraction = any.value() instanceof Node.Scalar scalar ? fraction(scalar) : null;
        if (fraction == null || !isPossible(fraction)) {
            return fields.fault(
                    any,
                    "1 to 120 frames a second are possible, such as 24, 29.97 or \"30000/1001\", not "
                            + any.value().described());
        }
        BigInteger divisor = fraction[0].gcd(fraction[1]);
        return DraftField.of(any.place(), any.field(), fraction[0].divide(divisor) + "/" + fraction[1].divide(divisor));
    }

    private static boolean isPossible(BigInteger[] fraction) {
        BigDecimal frames = new BigDecimal(fraction[0]);
        BigDecimal seconds = new BigDecimal(fraction[1]);
        return frames.compareTo(seconds) >= 0 && frames.compareTo(MOST.multiply(seconds)) <= 0;
    }

    private static BigInteger[] fraction(Node.Scalar scalar) {
        Matcher written = FRACTION.matcher(scalar.text());
        if (scalar.kind() == Node.Kind.TEXT && written.matches()) {
            return new BigInteger[] {new BigInteger(written.group(1)), new BigInteger(written.group(2))};
        }
        BigDecimal number = NumberField.number(scalar);
        if (number == null || number.signum() <= 0 || number.compareTo(MOST) > 0 || number.scale() > 6) {
            return null;
        }
        for (int whole : FILM_AND_TELEVISION) {
            if (isShortFor(number, whole)) {
                return new BigInteger[] {BigInteger.valueOf(whole * 1000L), BigInteger.valueOf(1001)};
            }
        }
        BigDecimal plain = number.setScale(Math.max(0, number.scale()));
        return new BigInteger[] {plain.unscaledValue(), BigInteger.TEN.pow(plain.scale())};
    }

    /** Whether 29.97 or 23.976 is short for 30000/1001 or 24000/1001. */
    private static boolean isShortFor(BigDecimal number, int whole) {
        if (number.scale() < 2) {
            return false;
        }
        BigDecimal exact = BigDecimal.valueOf(whole).divide(NTSC, number.scale(), java.math.RoundingMode.HALF_UP);
        return exact.compareTo(number) == 0;
    }
}
