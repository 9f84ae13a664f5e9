package dev.framespan.starter.cli;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.render.FilmWorkflows;
import dev.framespan.starter.state.FilmServerLookup;
import dev.framespan.starter.temporal.TemporalConnection;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
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
        if (connection.isEmpty() || !isCancelled(film, connection.get(), store, servers)) {
            known(store, servers);
            console.say("the film " + film + " is not at work; nothing to cancel");
        } else if (new FilmWorkflows(connection.get().client(), store).hasEndedWithin(film, TIMEOUT)) {
            console.say("the film " + film + " is cancelled");
        } else {
            console.say("the film " + film + " is told to end, and is still leaving things in order");
        }
        return ExitCode.DONE;
    }

    private static boolean isCancelled(
            String film, TemporalConnection connection, DirectoryStore store, FilmServerLookup servers) {
        try {
            return new FilmWorkflows(connection.client(), store).cancel(film);
        } catch (WorkflowServiceException | StatusRuntimeException e) {
            if (servers.isRemote()) {
                throw UserError.failed(
                        "the Temporal server at " + connection.address()
                                + " does not answer any more; when it does, run" + " the same command again",
                        e);
            }
            // An embedded server ends with its film.
            return false;
        }
    }
}
