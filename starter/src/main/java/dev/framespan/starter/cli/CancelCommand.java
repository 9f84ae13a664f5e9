package dev.framespan.starter.cli;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.IoReason;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.film.FilmServerLookup;
import dev.framespan.starter.film.FilmState;
import dev.framespan.starter.film.FilmWorkflows;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.starter.temporal.TemporalServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code framespan cancel}. */
@Command(
        name = "cancel",
        sortOptions = false,
        description = "End a film that is at work. What is queued at the provider is cancelled and refunded; what was"
                + " made is kept, and the next render goes on from there.")
final class CancelCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Console console;

    @Mixin
    private FilmChoice choice;

    @Mixin
    private CommonOptions.Store store;

    @Mixin
    private CommonOptions.Temporal temporal;

    @Mixin
    private CommonOptions common;

    CancelCommand(Console console) {
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
                return cancel(film, opened, servers).number();
            }
        });
    }

    /** A film that was begun on a server may be at work there, whatever is known here. */
    private static void needNoServer(String film, DirectoryStore opened) {
        try {
            Optional<FilmFolder.Server> server = new FilmFolder(opened).openOn(film);
            if (server.isPresent()) {
                throw UserError.refused("the film " + film + " was begun on the Temporal server at "
                        + server.get().address() + " and may be at work there; nothing was cancelled: framespan cancel "
                        + film + " --temporal " + server.get().address() + " ends it");
            }
        } catch (IOException e) {
            throw UserError.failed(opened.root() + ": the store cannot be read (" + IoReason.of(e) + ")", e);
        }
    }

    private ExitCode cancel(String film, DirectoryStore opened, FilmServerLookup servers) {
        Optional<TemporalConnection> connection = servers.of(film);
        if (connection.isEmpty()) {
            needNoServer(film, opened);
        }
        if (connection.isEmpty() || !new FilmWorkflows(connection.get().client(), opened).cancel(film)) {
            if (FilmState.of(film, opened, servers).isUnknown()) {
                throw UserError.refused(
                        opened.root() + ": this store knows no film " + film + "; framespan list shows those it knows");
            }
            console.say("the film " + film + " is not at work; nothing to cancel");
            return ExitCode.DONE;
        }
        if (new FilmWorkflows(connection.get().client(), opened).hasEndedWithin(film, PATIENCE)) {
            console.say("the film " + film + " is cancelled");
        } else {
            console.say("the film " + film + " is told to end, and is still leaving things in order");
        }
        return ExitCode.DONE;
    }
}
