package dev.framespan.starter.render;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.lock.FilmLock;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.starter.temporal.TemporalServer;
import io.temporal.client.WorkflowServiceException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps a film from being made in two places at once: here, and on the Temporal server on which it was begun. */
final class DuplicateRunGuard {
    private static final String NOTHING = "; nothing was started";

    private final Store store;
    private final Consumer<String> say;

    /** @param say tells the operator what is looked for, and what was not found */
    DuplicateRunGuard(Store store, Consumer<String> say) {
        this.store = store;
        this.say = say;
    }

    /** The server on which the film was begun and has not ended, as far as the store knows. */
    Optional<FilmFolder.Server> of(String film) {
        try {
            return new FilmFolder(store).openOn(film);
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    /** @throws UserError when another process follows the film on a server right now */
    void requireNotFollowed(String film) {
        Optional<FilmFolder.Server> server = of(film);
        if (server.isPresent() && FilmLock.isShared(store.local(), film)) {
            throw madeOn(film, server.get());
        }
    }

    /**
     * Asks the server on which the film was begun, should that be another one than where it is to be made. One that does not answer
     * hinders no render.
     *
     * @param here where it is to be made; null for this process
     * @throws UserError when it is at work there
     */
    void requireNotAtWork(String film, FilmFolder.Server here) {
        Optional<FilmFolder.Server> other = of(film).filter(server -> !server.equals(here));
        if (other.isEmpty()) {
            return;
        }
        FilmFolder.Server server = other.get();
        say.accept("the film " + film + " was begun on " + TemporalServer.words(server.address())
                + "; asking whether it is at work there");
        if (isAtWork(film, server)) {
            throw madeOn(film, server);
        }
    }

    private boolean isAtWork(String film, FilmFolder.Server server) {
        try (TemporalConnection connection = TemporalConnection.to(
                TemporalServer.remembered(server.address(), server.namespace(), System.getenv()))) {
            return new FilmWorkflows(connection.client(), store)
                    .find(film)
                    .filter(FilmWorkflows::isAtWork)
                    .isPresent();
        } catch (UserError | WorkflowServiceException | io.grpc.StatusRuntimeException e) {
            say.accept(
                    "that server does not answer, so the film goes on without it; nothing is bought twice. Should the"
                            + " server come back, framespan cancel " + film + " --temporal " + server.address()
                            + " ends the film there");
            return false;
        }
    }

    private static UserError madeOn(String film, FilmFolder.Server server) {
        String option = " --temporal " + server.address();
        return UserError.refused("the film " + film + " is being made on " + TemporalServer.words(server.address())
                + ": follow it with" + option + ", or end it with framespan cancel " + film + option + NOTHING);
    }

    /** What a render on a server is told while a process works on the film by itself. */
    static UserError madeHere(String film) {
        return UserError.refused(
                "the film " + film + " is being made by another render on this machine, without a server:"
                        + " follow it with --temporal embedded, or end it with framespan cancel " + film
                        + " --temporal embedded" + NOTHING);
    }
}
