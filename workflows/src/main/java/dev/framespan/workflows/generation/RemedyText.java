package dev.framespan.workflows.generation;

import dev.framespan.workflows.Internal;
import dev.framespan.workflows.text.DollarText;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What the operator can do about a still or clip that stopped. */
@Internal
public final class RemedyText {
    private static final int CENTS = 2;

    private RemedyText() {}

    /**
     * It would go over the budget of its film.
     *
     * @param takenUsd of that budget: spent, at the provider or in doubt
     * @param priceUsd what it costs
     */
    public static Stop overBudget(Purchase purchase, BigDecimal takenUsd, BigDecimal priceUsd) {
        BigDecimal budget = purchase.budgetUsd();
        // Rounded up: what is rounded down would not be enough.
        BigDecimal wanted = takenUsd.add(priceUsd).setScale(CENTS, RoundingMode.CEILING);
        String message = "it costs " + DollarText.exact(priceUsd) + ", and of the film's budget of "
                + DollarText.exact(budget) + " "
                + DollarText.exact(takenUsd) + " are spent, at the provider or in doubt: "
                + DollarText.exact(wanted.subtract(budget))
                + " too little, so it was not submitted; framespan budget " + purchase.film() + " "
                + wanted.toPlainString() + " allows it";
        return Stop.of(FailureKind.BUDGET, purchase, message).costing(priceUsd);
    }

    /**
     * The reason with its remedy.
     *
     * @param id of the shot or keyframe
     */
    public static String added(FailureKind kind, String id, String reason) {
        String rebuy = "--rebuy " + id;
        return switch (kind) {
            case AMBIGUOUS -> reason
                    + "; the provider may have accepted and charged it, so it is not submitted again by itself: look at the"
                    + " account's tasks, then render with " + rebuy + " to submit it once more";
            case POLICY -> reason + "; change the prompt, or render with " + rebuy
                    + " to submit the same words once more";
            case REJECTED -> reason + "; nothing was bought: change " + id + " in the storyboard, then render again";
            case FAILED -> reason + "; render again to submit it once more";
            case FAILED_AGAIN -> reason + "; it failed twice: change the shot, or render with " + rebuy
                    + " to try once more";
            case GONE -> reason
                    + "; the provider keeps no copy of what it speaks: render again where its file is back in the store,"
                    + " or with " + rebuy + " to buy it once more";
            case LOST -> reason + "; render again to ask for it again, or with " + rebuy + " to buy it once more";
            case UNUSABLE -> reason + "; render again to fetch it again, or with " + rebuy + " to buy it once more";
            case CANCELLED -> reason + "; render again to submit it once more";
            case RATE_LIMITED -> reason + "; nothing was bought: run the same command again later";
            case UNREACHABLE -> reason + "; nothing was bought: run the same command again when the connection is back";
            case STORE -> reason + "; mend that, then run the same command again: what was paid for is not lost";
                // These say their remedy where they arise, or have none.
            case BUDGET,
                    DAY_LIMIT,
                    REPRICED,
                    UNPRICED,
                    UNAUTHORIZED,
                    BALANCE,
                    ADDRESS,
                    UNSEEN,
                    MEDIA,
                    SKIPPED,
                    INPUT_SKIPPED,
                    INTERNAL -> reason;
        };
    }
}
