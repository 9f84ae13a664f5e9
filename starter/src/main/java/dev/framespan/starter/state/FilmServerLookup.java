package dev.framespan.starter.state;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.lock.ServerAddress;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.starter.temporal.TemporalServer;
import java.util.Optional;

/** Finds the Temporal server that may be at a film: the one that was named, else the one of a render in another terminal. */
public final class FilmServerLookup implements AutoCloseable {
    private final Store store;
    private final TemporalConnection remote;

    /** @throws dev.framespan.starter.exit.UserError when a server was named and does not answer */
    public FilmServerLookup(TemporalServer server, Store store) {
        this.store = store;
        this.remote = server instanceof TemporalServer.Shared named ? TemporalConnection.to(named) : null;
    }

    /** To be closed; empty where no server can be at the film. */
    public Optional<TemporalConnection> of(String film) {
        if (remote != null) {
            return Optional.of(remote);
        }
        return new ServerAddress(store.local(), film).alive().map(TemporalConnection::toEmbedded);
    }

    /** Whether a server was named, which outlives the films that it makes. */
    public boolean isRemote() {
        return remote != null;
    }

    @Override
    public void close() {
        if (remote != null) {
            remote.close();
        }
    }
}
