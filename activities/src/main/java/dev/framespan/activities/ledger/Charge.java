package dev.framespan.activities.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a submission costs, as far as the ledger knows. */
public enum Charge {
    /** Nothing: it was not sent, not accepted, or given back. What failed at the provider counts as given back, unless it says no. */
    NONE,
    /** Perhaps its price: it is being sent, or its answer was lost. */
    DOUBTFUL,
    /** Its price; the provider is at work on it, or has not been asked yet what became of it. */
    RUNNING,
    /** Its price; the provider keeps it, whether anything came of it or not. */
    KEPT;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Charge of(LedgerEntry state) {
        if (state instanceof LedgerEntry.Submitted submitted) {
            return submitted.delivered() == null ? RUNNING : KEPT;
        }
        if (state instanceof LedgerEntry.Sending || state instanceof LedgerEntry.Ambiguous) {
            return DOUBTFUL;
        }
        boolean kept = state instanceof LedgerEntry.Completed
                || state instanceof LedgerEntry.Failed failed
                        && (failed.kind().isLookedForAgain() || Boolean.FALSE.equals(failed.refunded()));
        return kept ? KEPT : NONE;
    }
}
