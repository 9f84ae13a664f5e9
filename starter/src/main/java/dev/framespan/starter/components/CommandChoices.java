package dev.framespan.starter.components;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.temporal.TemporalServer;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;

/** What the command line has chosen, before anything is made of it. */
@Singleton
@Unremovable
public final class CommandChoices {
    private Store store;
    private TemporalServer server;
    private double speed;

    /** @param speed of the built-in simulator, should it play the provider */
    public void choose(Store store, TemporalServer server, double speed) {
        this.store = store;
        this.server = server;
        this.speed = speed;
    }

    Store store() {
        return store;
    }

    TemporalServer server() {
        return server;
    }

    double speed() {
        return speed;
    }
}
