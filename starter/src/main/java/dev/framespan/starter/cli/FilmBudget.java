package dev.framespan.starter.cli;

import dev.framespan.activities.film.BudgetDecisions;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.progress.MoneyText;
import dev.framespan.workflows.storyboard.Storyboard;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The budget that holds for a film, and whose word it is.
 *
 * @param usd US dollars; null for no limit
 * @param decided whether the operator has decided it with {@code framespan budget}; else the storyboard says it
 */
record FilmBudget(BigDecimal usd, boolean decided) {
    /** Where no store is, nothing is decided. */
    static FilmBudget of(Storyboard storyboard) {
        return new FilmBudget(storyboard.budgetUsd(), false);
    }

    static FilmBudget of(Store store, Storyboard storyboard) {
        return of(store, storyboard.id(), storyboard.budgetUsd());
    }

    /** @param storyboardUsd what the storyboard says; null where it says nothing */
    static FilmBudget of(Store store, String film, BigDecimal storyboardUsd) {
        try {
            Optional<BigDecimal> decided = new BudgetDecisions(store).decided(film, storyboardUsd);
            return new FilmBudget(decided.orElse(storyboardUsd), decided.isPresent());
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    /** {@code $60.00 as decided with framespan budget}; only where there is a limit. */
    String words() {
        return MoneyText.words(usd) + (decided ? " as decided with framespan budget" : "");
    }

    /** Whose word it is, for programs. */
    String source() {
        return decided ? "decision" : "storyboard";
    }
}
