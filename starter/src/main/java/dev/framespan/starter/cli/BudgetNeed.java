package dev.framespan.starter.cli;

import dev.framespan.activities.film.BudgetDecisions;
import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.spending.SpendingLimit;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.render.RenderRequest;
import dev.framespan.workflows.film.Receipt;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How large a budget a film needs that waits for a larger one.
 *
 * @param budgetUsd US dollars, rounded up to cents: what is rounded down would not be enough
 * @param missingUsd by how much that is more than the budget it has
 */
record BudgetNeed(BigDecimal budgetUsd, BigDecimal missingUsd) {
    private static final int CENTS = 2;

    /** What was bought, is at the provider or in doubt, and the price of all that has not begun and is not stopped for another reason. */
    static BudgetNeed of(DirectoryStore store, RenderRequest request, Receipt receipt) throws IOException {
        SpendingLimit.Counted counted = SpendingLimit.ofFilm(store, request.film(), receipt.realm(), Clock.systemUTC())
                .counted(Set.of());
        Set<String> stopped = receipt.stops().stream()
                .filter(stop -> stop.kind() != FailureKind.BUDGET)
                .map(Stop::id)
                .collect(Collectors.toSet());
        BigDecimal remaining = Stream.concat(receipt.keyframes().stream(), receipt.shots().stream())
                .filter(entry -> entry.sha256() == null && !stopped.contains(entry.id()))
                .map(entry -> request.prices().getOrDefault(entry.id(), BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal needed =
                counted.spentUsd().add(counted.reservedUsd()).add(remaining).setScale(CENTS, RoundingMode.CEILING);
        // The operator may have raised it while the film was made, and so may a render that joined it.
        FilmFolder.Beginning begun =
                new FilmFolder(store).beginning(request.film()).orElse(request.beginning());
        BigDecimal now =
                new BudgetDecisions(store).of(request.film(), begun.budgetUsd()).orElse(BigDecimal.ZERO);
        return new BudgetNeed(needed, needed.subtract(now));
    }
}
