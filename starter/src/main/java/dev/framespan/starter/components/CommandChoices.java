package dev.framespan.starter.components;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.worker.config.HostedQueues;
import dev.framespan.worker.management.Management;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What the command line has chosen, before anything is made of it. */
@Singleton
@Unremovable
public final class CommandChoices {
    private Store store;
    private TemporalServer server;
    private double speed;
    private HostedQueues queues = HostedQueues.ALL;
    private Management management;

    /** @param speed of the built-in simulator, should it play the provider */
    public void choose(Store store, TemporalServer server, double speed) {
        this.store = store;
        this.server = server;
        this.speed = speed;
    }

    /** Chooses which kinds of queues the worker hosts; all where nothing is chosen. @param management which sees what it does; may be null */
    public void choose(HostedQueues hosted, Management management) {
        this.queues = hosted;
        this.management = management;
    }

    Optional<Management> management() {
        return Optional.ofNullable(management);
    }

    HostedQueues queues() {
        return queues;
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
