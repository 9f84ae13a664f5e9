package dev.framespan.starter.cli;

import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.progress.MoneyText;
import dev.framespan.workflows.storyboard.Estimate;
import dev.framespan.workflows.storyboard.PictureSource;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Everything that must hold before a film is bought, in the order in which it is cheapest to find out; then the operator's word. */
final class PurchaseConfirmation {
    private final Console console;
    private final boolean yes;

    /** @param yes whether the operator has said so already */
    PurchaseConfirmation(Console console, boolean yes) {
        this.console = console;
        this.yes = yes;
    }

    /**
     * @param showsPictures whether the provider can fetch pictures of this store
     * @param paid whether buying costs money
     * @return whether the film may be bought
     * @throws UserError when it cannot be
     */
    boolean given(CheckResult checked, boolean showsPictures, boolean paid) {
        requireBudget(checked.estimate());
        if (!showsPictures) {
            requireNoLocalPictures(checked);
        }
        if (paid && !yes && !new ConfirmationPrompt(console).mayBuy(checked.estimate())) {
            console.say("nothing was bought");
            return false;
        }
        return true;
    }

    private static void requireBudget(Estimate estimate) {
        if (estimate.exceeds()) {
            throw UserError.refused(
                    "this film costs " + MoneyText.words(estimate.total().rounded()) + ", "
                            + MoneyText.words(estimate.excess().orElseThrow()) + " above its budget of "
                            + MoneyText.words(estimate.budgetUsd())
                            + ": raise budget_usd, or make it shorter or smaller; nothing was bought");
        }
    }

    /** A provider elsewhere fetches pictures by their URL; pictures of this disk have none without help. */
    private static void requireNoLocalPictures(CheckResult checked) {
        String unseen = new TreeSet<>(checked.pictures().entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof PictureSource.File)
                        .map(Map.Entry::getKey)
                        .toList())
                .stream()
                        .map(id -> id + " ("
                                + checked.storyboard().keyframes().get(id).image() + ")")
                        .collect(Collectors.joining(", "));
        if (!unseen.isEmpty()) {
            throw UserError.refused("the provider could not see " + unseen
                    + ": set FRAMESPAN_PUBLIC_URL, for the worker, to an address at which this system's pictures can be"
                    + " fetched, or put the pictures on the web and write their https URLs; nothing was bought");
        }
    }
}
