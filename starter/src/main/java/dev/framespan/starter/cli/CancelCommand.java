package dev.framespan.starter.cli;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.render.FilmWorkflows;
import dev.framespan.starter.state.FilmServerLookup;
import dev.framespan.starter.temporal.TemporalConnection;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code framespan cancel}. */
@Command(
        name = "cancel",
        sortOptions = false,
        description = "End a film that is at work. What is queued at the provider is cancelled and refunded; what was"
                + " made is kept, and the next render goes on from there.")
final class CancelCommand extends FilmCommand {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    CancelCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(String film, DirectoryStore store, FilmServerLookup servers) {
        Optional<TemporalConnection> connection = servers.of(film);
        if (connection.isEmpty()) {
            requireNoServer(film, store, "cancel " + film, "ends it");
        }
        if (connection.isEmpty() || !new FilmWorkflows(connection.get().client(), store).cancel(film)) {
            known(store, servers);
            console.say("the film " + film + " is not at work; nothing to cancel");
        } else if (new FilmWorkflows(connection.get().client(), store).hasEndedWithin(film, TIMEOUT)) {
            console.say("the film " + film + " is cancelled");
        } else {
            console.say("the film " + film + " is told to end, and is still leaving things in order");
        }
        return ExitCode.DONE;
    }
}
