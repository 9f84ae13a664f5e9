package dev.framespan.starter.cli;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.ledger.FilmSpending;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.IoReason;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.film.FilmServerLookup;
import dev.framespan.starter.film.FilmState;
import dev.framespan.starter.progress.ItemView;
import dev.framespan.starter.progress.MoneyText;
import dev.framespan.starter.progress.Snapshot;
import dev.framespan.starter.temporal.TemporalServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code framespan status}. */
@Command(
        name = "status",
        sortOptions = false,
        description = "Say how a film stands: what is being made, what is committed and spent, what waits for whom.")
final class StatusCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private FilmChoice choice;

    @Mixin
    private CommonOptions.Store store;

    @Mixin
    private CommonOptions.Temporal temporal;

    @Mixin
    private CommonOptions common;

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return CommandApplication.run(common.debug(), settings -> {
            String film = choice.id(settings);
            DirectoryStore opened =
                    choice.store(store.named(settings.framespan().store()));
            TemporalServer server = TemporalServer.of(temporal.named(), System.getenv());
            try (FilmServerLookup servers = new FilmServerLookup(server, opened)) {
                FilmState standing = FilmState.of(film, opened, servers);
                if (standing.isUnknown()) {
                    throw UserError.refused(opened.root() + ": this store knows no film " + film
                            + "; framespan list shows those it knows");
                }
                show(standing, spendings(film, opened));
                return ExitCode.DONE.number();
            }
        });
    }

    private static List<FilmSpending> spendings(String film, DirectoryStore opened) {
        try {
            return FilmSpending.of(opened, film);
        } catch (IOException e) {
            throw UserError.failed(opened.root() + ": the ledger cannot be read (" + IoReason.of(e) + ")", e);
        }
    }

    private void show(FilmState standing, List<FilmSpending> spendings) {
        Table facts = new Table("ll");
        facts.row("film", standing.film());
        standing.beginning().ifPresent(beginning -> {
            facts.row("title", beginning.title());
            facts.row("storyboard", beginning.storyboard());
            facts.row("begun", Timestamps.words(beginning.at()));
            facts.row("estimate", MoneyText.words(beginning.estimateUsd()));
        });
        SpendingRows.add(facts, spendings);
        facts.row("state", FilmStateLine.of(standing));
        facts.lines().forEach(console::result);
        standing.atWork().ifPresent(this::show);
        if (standing.atWork().isEmpty()) {
            standing.lastEnd().map(FilmFolder.End::result).ifPresent(result -> {
                result.stops().forEach(stop -> console.result("  " + stop.words()));
                if (result.trouble() != null) {
                    console.result("  the clips could not be joined: " + result.trouble());
                }
            });
        }
        if (!standing.decisions().isEmpty()) {
            console.result("to be bought once more by the next render: " + String.join(", ", standing.decisions()));
        }
    }

    private void show(Snapshot snapshot) {
        Table items = new Table("lll");
        for (ItemView item : snapshot.items()) {
            items.row("  " + (item.still() ? "keyframe" : "shot"), item.id(), item.words());
        }
        items.lines().forEach(console::result);
        console.result(snapshot.done() + " of " + snapshot.items().size() + " done");
    }
}
