package dev.framespan.starter.render;

import dev.framespan.activities.film.BudgetDecisions;
import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.progress.MoneyText;
import dev.framespan.starter.render.BudgetUpdate.Answer;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What becomes of the budget of a render that joins its film at work: a larger one is set by the Update that {@code framespan budget}
 * makes, a smaller one is said to count later. A film at work keeps what it was promised.
 */
public final class JoinedBudget {
    private final Store store;
    private final Consumer<String> say;
    private final Predicate<String> mayRaise;

    /**
     * @param say tells the operator with which budget the film goes on
     * @param mayRaise asks the operator, with the question that is handed in
     */
    public JoinedBudget(Store store, Consumer<String> say, Predicate<String> mayRaise) {
        this.store = store;
        this.say = say;
        this.mayRaise = mayRaise;
    }

    /** Compares what the film runs with, as far as the store knows, with what is wanted now. */
    void settle(FilmWorkflows films, RenderRequest wanted) {
        try {
            Optional<FilmFolder.Beginning> begun = new FilmFolder(store).beginning(wanted.film());
            if (begun.isPresent()
                    && films.find(wanted.film()).filter(FilmWorkflows::isAtWork).isPresent()) {
                Optional<BigDecimal> runs =
                        new BudgetDecisions(store).of(wanted.film(), begun.get().budgetUsd());
                settle(films, wanted, begun.get(), runs);
            }
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        } catch (WorkflowServiceException | StatusRuntimeException e) {
            // The server went while it was asked; the render that follows the film finds that out.
            return;
        }
    }

    private void settle(
            FilmWorkflows films, RenderRequest wanted, FilmFolder.Beginning begun, Optional<BigDecimal> runs)
            throws IOException {
        Optional<BigDecimal> now = Optional.ofNullable(wanted.input().budgetUsd());
        boolean same = runs.isPresent() == now.isPresent()
                && runs.orElse(BigDecimal.ZERO).compareTo(now.orElse(BigDecimal.ZERO)) == 0;
        String film = wanted.film();
        if (same) {
            if (new BudgetDecisions(store).decided(film, begun.budgetUsd()).isPresent()) {
                // The operator decided it, but a film that did not answer then may not have heard of it.
                repeat(films, film, now.orElseThrow());
            }
            return;
        }
        if (runs.isEmpty() || now.isEmpty() || now.get().compareTo(runs.get()) < 0) {
            say.accept("the film " + film + " is at work with " + words(runs) + ", and now has " + words(now) + ": "
                    + (runs.isEmpty()
                            ? "framespan budget " + film + " "
                                    + now.orElseThrow().toPlainString() + " sets it at once"
                            : "that counts from the next render on; framespan budget " + film
                                    + " USD raises it at once"));
            return;
        }
        if (!mayRaise.test("Raise the budget of the film " + film + ", which is at work, from "
                + MoneyText.words(runs.get()) + " to " + MoneyText.words(now.get()) + "?")) {
            say.accept("the film " + film + " goes on with " + words(runs));
            return;
        }
        Answer answer = new BudgetUpdate(films).raise(film, now.get());
        if (answer instanceof Answer.Raised raised) {
            new FilmFolder(store).begin(begun.budgetUsd(wanted.beginning().budgetUsd()));
            sayRaised(film, now.get(), raised);
        } else {
            say.accept("the film " + film + " was not told of " + words(now) + "; its next render goes by that");
        }
    }

    private void repeat(FilmWorkflows films, String film, BigDecimal usd) {
        if (new BudgetUpdate(films).raise(film, usd) instanceof Answer.Raised raised
                && raised.before().filter(before -> before.compareTo(usd) < 0).isPresent()) {
            sayRaised(film, usd, raised);
        }
    }

    private void sayRaised(String film, BigDecimal usd, Answer.Raised raised) {
        say.accept("the film " + film + " may cost " + MoneyText.words(usd)
                + " in all from now on; it was at work with " + words(raised.before()));
    }

    private static String words(Optional<BigDecimal> usd) {
        return usd.map(value -> "a budget of " + MoneyText.words(value)).orElse("no budget");
    }
}
