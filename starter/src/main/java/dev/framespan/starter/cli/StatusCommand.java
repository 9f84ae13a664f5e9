package dev.framespan.starter.cli;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.ledger.FilmSpending;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.concurrent.Futures;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.progress.ItemView;
import dev.framespan.starter.progress.MoneyText;
import dev.framespan.starter.progress.Snapshot;
import dev.framespan.starter.state.FilmServerLookup;
import dev.framespan.starter.state.FilmState;
import dev.framespan.workflows.film.Settlement;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code framespan status}. */
@Command(
        name = "status",
        sortOptions = false,
        description = "Say how a film stands: what is being made, what is committed and spent, what waits for whom.")
final class StatusCommand extends FilmCommand {
    @Option(names = "--json", description = "One JSON object in place of words.")
    private boolean json;

    StatusCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(String film, Store store, FilmServerLookup servers) {
        // Of a long film, ledger and server take a second each.
        CompletableFuture<List<FilmSpending>> bought = CompletableFuture.supplyAsync(() -> spendings(film, store));
        FilmState state = known(store, servers);
        if (state.isUnanswered()) {
            throw CancelRequest.unanswered(film, servers);
        }
        List<FilmSpending> spendings = Futures.join(bought);
        FilmBudget budget = budget(state, store);
        Optional<Settlement> settlement = state.atWork().isPresent()
                ? Optional.empty()
                : state.lastEnd().flatMap(end -> SettlementRows.of(store, end));
        if (json) {
            console.json(StatusJson.of(state, spendings, budget, settlement));
        } else {
            show(state, spendings, budget, settlement);
        }
        return ExitCode.DONE;
    }

    private static FilmBudget budget(FilmState state, Store store) {
        return FilmBudget.of(
                store,
                state.film(),
                state.beginning().map(FilmFolder.Beginning::budgetUsd).orElse(null));
    }

    static List<FilmSpending> spendings(String film, Store store) {
        try {
            return FilmSpending.of(store, film);
        } catch (IOException e) {
            throw UserError.failed(store.place() + ": the ledger cannot be read (" + IoReason.of(e) + ")", e);
        }
    }

    private void show(
            FilmState state, List<FilmSpending> spendings, FilmBudget budget, Optional<Settlement> settlement) {
        Table facts = new Table("ll");
        facts.row("film", state.film());
        state.beginning().ifPresent(beginning -> {
            facts.row("title", beginning.title());
            if (!beginning.isRun()) {
                facts.row("storyboard", beginning.storyboard());
            } else {
                facts.row("workflow", beginning.workflow());
                Optional.ofNullable(beginning.storyboard()).ifPresent(input -> facts.row("input", input));
            }
            facts.row("begun", Timestamps.words(beginning.at()));
            if (beginning.estimateUsd() != null) {
                facts.row("estimate", MoneyText.words(beginning.estimateUsd()));
            }
            if (budget.usd() != null) {
                facts.row("budget", budget.words());
            }
        });
        SpendingRows.add(facts, spendings, state.isHeldHere());
        facts.row("state", FilmStateLine.of(state));
        settlement.ifPresent(settled -> SettlementRows.add(facts, settled));
        facts.lines().forEach(console::result);
        state.atWork().ifPresent(this::show);
        if (state.atWork().isEmpty()) {
            state.lastEnd().map(FilmFolder.End::report).ifPresent(result -> {
                SettlementRows.untold(result.stops(), settlement).forEach(stop -> console.result("  " + stop.words()));
                if (result.trouble() != null) {
                    console.result("  " + (state.isRun() ? "" : "the clips could not be joined: ") + result.trouble());
                }
            });
        }
        if (!state.decisions().isEmpty()) {
            console.result("to be bought once more by the next render: " + String.join(", ", state.decisions()));
        }
    }

    private void show(Snapshot snapshot) {
        Table items = new Table("lll");
        for (ItemView item : snapshot.items()) {
            items.row("  " + item.place(), item.id(), item.words());
        }
        items.lines().forEach(console::result);
        console.result(snapshot.done() + " of " + snapshot.items().size() + " done");
    }
}
