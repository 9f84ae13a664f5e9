package dev.framespan.starter.cli;

import dev.framespan.starter.exit.UserError;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.storyboard.Estimate;

/** No limit on what is spent can be kept with what costs an unknown sum: the worker would refuse it, so it is said before anything starts. */
final class PriceRequirement {
    private PriceRequirement() {}

    /** Whether something that is to be bought has no listed price. */
    static boolean isMissed(Estimate left) {
        return left.speeches().stream().anyMatch(PriceRequirement::isUnknown);
    }

    /**
     * @param left what is to be bought
     * @param budget whether the film has one, by its storyboard or by the operator's decision
     * @param daysLimit whether all films of a day have one
     * @throws UserError when there is a limit, and something to be bought of which the price is not known
     */
    static void require(Estimate left, Catalogue catalogue, boolean budget, boolean daysLimit) {
        if (!budget && !daysLimit) {
            return;
        }
        left.speeches().stream().filter(PriceRequirement::isUnknown).findFirst().ifPresent(row -> {
            throw UserError.refused(row.id() + ": " + (budget ? "" : "KLING_DAILY_USD limits what a day may cost, and ")
                    + catalogue.needSpeech(row.model()).whyNoLimit());
        });
    }

    private static boolean isUnknown(Estimate.Row row) {
        return row.origin() == Estimate.Origin.BOUGHT && !row.price().listed();
    }
}
