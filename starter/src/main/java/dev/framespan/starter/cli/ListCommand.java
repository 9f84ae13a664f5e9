package dev.framespan.starter.cli;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.IoReason;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.film.FilmServerLookup;
import dev.framespan.starter.film.FilmState;
import dev.framespan.starter.film.StoreLocation;
import dev.framespan.starter.progress.MoneyText;
import dev.framespan.starter.temporal.TemporalServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code framespan list}. */
@Command(name = "list", sortOptions = false, description = "Show the films of a store, and how they stand.")
final class ListCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions.Store store;

    @Mixin
    private CommonOptions.Temporal temporal;

    @Mixin
    private CommonOptions common;

    ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return CommandApplication.run(common.debug(), settings -> {
            DirectoryStore opened = StoreLocation.existing(
                    Path.of("").toAbsolutePath(),
                    store.named(settings.framespan().store()));
            TemporalServer server = TemporalServer.of(temporal.named(), System.getenv());
            try (FilmServerLookup servers = new FilmServerLookup(server, opened)) {
                show(opened, servers);
                return ExitCode.DONE.number();
            }
        });
    }

    private void show(DirectoryStore opened, FilmServerLookup servers) {
        List<String> films = films(opened);
        if (films.isEmpty()) {
            console.say("no films yet in " + opened.root());
            return;
        }
        Table table = new Table("lrrl");
        table.row("FILM", "SHOTS", "ESTIMATE", "STATE");
        for (String film : films) {
            FilmState standing = FilmState.of(film, opened, servers);
            table.row(
                    film,
                    standing.beginning()
                            .map(beginning -> String.valueOf(beginning.shots()))
                            .orElse(""),
                    standing.beginning()
                            .map(beginning -> MoneyText.words(beginning.estimateUsd()))
                            .orElse(""),
                    FilmStateLine.of(standing));
        }
        table.lines().forEach(console::result);
    }

    private static List<String> films(DirectoryStore opened) {
        try {
            return new FilmFolder(opened).films();
        } catch (IOException e) {
            throw UserError.failed(opened.root() + ": the store cannot be read (" + IoReason.of(e) + ")", e);
        }
    }
}
