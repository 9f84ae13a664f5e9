package dev.framespan.workflows.text;

import java.math.BigDecimal;

/** Amounts of money for a message that is about the exact amount. */
public final class DollarText {
    private static final int CENTS = 2;

    private DollarText() {}

    /** {@code $3.42}; the exact digits where there are more. */
    public static String exact(BigDecimal usd) {
        return "$"
                + usd.setScale(Math.max(CENTS, usd.stripTrailingZeros().scale()))
                        .toPlainString();
    }
}
