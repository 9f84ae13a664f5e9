package dev.framespan.workflows.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * What something costs.
 *
 * @param usd US dollars, exact; {@link #rounded()} is for messages
 * @param listed whether the provider names this price; else it is the highest one it names for such a clip
 */
public record Price(BigDecimal usd, boolean listed) {
    public static final Price NOTHING = new Price(BigDecimal.ZERO, true);

    private static final int DECIMALS = 6;

    public Price {
        Objects.requireNonNull(usd, "usd");
        if (usd.signum() < 0) {
            throw new IllegalArgumentException("a price is not below zero: " + usd);
        }
    }

    /** The sum; listed only where both are. */
    public Price plus(Price other) {
        return new Price(usd.add(other.usd), listed && other.listed);
    }

    /** US dollars with six decimals, half a millionth rounded up. Round once, at the end of all sums. */
    public BigDecimal rounded() {
        return usd.setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
