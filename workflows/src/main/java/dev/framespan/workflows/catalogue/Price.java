package dev.framespan.workflows.catalogue;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What something costs.
 *
 * @param usd US dollars, exact
 * @param listed whether the provider names this price; else it is the highest one it names for such a clip
 */
public record Price(BigDecimal usd, boolean listed) {
    public static final Price NOTHING = new Price(BigDecimal.ZERO, true);

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
}
