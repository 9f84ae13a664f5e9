package dev.framespan.starter.progress;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Money for a screen; records keep all six decimals. */
public final class MoneyText {
    private static final int CENTS = 2;
    private static final int FINE = 4;

    private MoneyText() {}

    /** {@code and 2 of unknown price}: what a sum of money does not hold. */
    public static String unpriced(int number) {
        return "and " + number + " of unknown price";
    }

    /** {@code $3.42}; {@code $0.0350} where cents alone would hide a part of it, and never zero for what is more than that. */
    public static String words(BigDecimal usd) {
        BigDecimal cents = usd.setScale(CENTS, RoundingMode.HALF_UP);
        BigDecimal fine = usd.setScale(FINE, RoundingMode.HALF_UP);
        BigDecimal shown = cents.compareTo(usd) == 0 ? cents : fine.signum() == 0 ? usd.stripTrailingZeros() : fine;
        return "$" + shown.toPlainString();
    }
}
