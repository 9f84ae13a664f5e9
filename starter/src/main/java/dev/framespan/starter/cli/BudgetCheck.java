package dev.framespan.starter.cli;

import dev.framespan.activities.spending.SpendingLimit;
import dev.framespan.activities.spending.SpendingLimit.Counted;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.progress.MoneyText;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a film's budget suffices, asked before anything is bought as the run asks for each submission: what was spent for the film,
 * what is reserved, and what is left to buy.
 *
 * @param counted what the ledger counts for the film so far; nothing where no budget holds and nothing in doubt is bought once more
 * @param leftUsd the price of what is neither had nor reserved
 */
record BudgetCheck(FilmBudget budget, Counted counted, BigDecimal leftUsd) {
    private static final int CENTS = 2;

    /** Before any store is looked at. */
    static BudgetCheck ofNew(FilmBudget budget, BigDecimal priceUsd) {
        return new BudgetCheck(budget, Counted.NOTHING, priceUsd);
    }

    /** @param realm of the provider that is to make the film */
    static BudgetCheck of(Store store, String film, String realm, FilmBudget budget, FilmPrice price) {
        BigDecimal left = price.left().total().usd();
        if (budget.usd() == null && price.decided().isEmpty()) {
            return ofNew(budget, left);
        }
        try {
            Counted counted =
                    SpendingLimit.ofFilm(store, film, realm, Clock.systemUTC()).counted(price.decided());
            return new BudgetCheck(budget, counted, left);
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    /**
     * Of a film that was made as far as its budget allowed.
     *
     * @param leftUsd the price of all that has not begun and is not stopped for another reason
     */
    static BudgetCheck ofMade(Store store, String film, String realm, FilmBudget budget, BigDecimal leftUsd)
            throws IOException {
        return new BudgetCheck(
                budget,
                SpendingLimit.ofFilm(store, film, realm, Clock.systemUTC()).counted(Set.of()),
                leftUsd);
    }

    /** Whether something would not be submitted for want of a larger budget. */
    boolean exceeds() {
        return budget.usd() != null && excessUsd().signum() > 0;
    }

    /** Whether the film is not begun: one of which nothing is left to buy is delivered under any budget. */
    boolean refuses() {
        return exceeds() && leftUsd.signum() > 0;
    }

    /** By how much; below zero where there is room. */
    private BigDecimal excessUsd() {
        return neededUsd().subtract(budget.usd());
    }

    private BigDecimal neededUsd() {
        return counted.spentUsd().add(counted.reservedUsd()).add(leftUsd);
    }

    /** The smallest budget that suffices, in cents: what is rounded down would not be enough. */
    BigDecimal sufficientUsd() {
        return neededUsd().setScale(CENTS, RoundingMode.CEILING);
    }

    /** By how much the budget has to be raised to that. */
    BigDecimal raiseUsd() {
        return sufficientUsd().subtract(budget.usd());
    }

    private boolean isBegun() {
        return counted.spentUsd().signum() > 0 || counted.reservedUsd().signum() > 0;
    }

    /** What the provider may keep beyond the budget, where the operator buys once more what is in doubt; empty where that is nothing. */
    Optional<String> doubt() {
        BigDecimal over = counted.overUsd();
        return over.signum() == 0
                ? Optional.empty()
                : Optional.of("what is bought once more by --rebuy may have been charged before: that "
                        + MoneyText.words(over)
                        + " counts no longer against the budget or the day's limit, but the provider may keep it; look at its own"
                        + " list of tasks");
    }

    /** {@code budget $5.00, exceeded by $0.12}; empty where no budget holds. */
    String words() {
        if (budget.usd() == null) {
            return "";
        }
        return "budget " + budget.words()
                + (isBegun()
                        ? ", of which " + MoneyText.words(counted.spentUsd()) + " spent and "
                                + MoneyText.words(counted.reservedUsd()) + " reserved"
                        : "")
                + (exceeds() ? ", exceeded by " + MoneyText.words(excessUsd()) : "");
    }

    /**
     * Why the film is not begun: each sum, by how much they are too much, and what helps.
     *
     * @param raise the command that sets a sufficient budget
     */
    UserError refusal(String raise) {
        String sums = isBegun()
                ? "what is left to buy of this film costs " + MoneyText.words(leftUsd) + ", "
                        + MoneyText.words(counted.spentUsd()) + " was spent for it before and "
                        + MoneyText.words(counted.reservedUsd())
                        + " is reserved for what is at the provider or in doubt: "
                : "this film costs " + MoneyText.words(leftUsd) + ", ";
        return UserError.refused(sums + MoneyText.words(excessUsd()) + " above its budget of " + budget.words() + ": "
                + raise + " raises it by " + MoneyText.words(raiseUsd())
                + ", or write a larger budget_usd, or make it shorter or smaller; nothing was bought");
    }

    /** For programs, with all digits. */
    Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        if (budget.usd() != null) {
            object.put("budgetUsd", budget.usd());
            object.put("budgetFrom", budget.source());
            object.put("spentUsd", counted.spentUsd());
            object.put("reservedUsd", counted.reservedUsd());
        }
        if (counted.overUsd().signum() > 0) {
            object.put("doubtfulBeforeUsd", counted.overUsd());
        }
        object.put("withinBudget", !exceeds());
        if (exceeds()) {
            object.put("exceededByUsd", excessUsd());
        }
        return object;
    }
}
