package dev.framespan.starter.components;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.worker.config.HostedQueues;
import dev.framespan.worker.jars.WorkflowJars;
import dev.framespan.worker.management.Management;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.nio.file.Path;
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
    private WorkflowJars workflows = WorkflowJars.NONE;
    private Optional<Path> inputs = Optional.empty();

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

    /**
     * Chooses workflows of one's own that the worker hosts; none where nothing is chosen.
     *
     * @param files the folder in which they find files by their paths; empty for the one that is configured
     */
    public void choose(WorkflowJars own, Optional<Path> files) {
        this.workflows = own;
        this.inputs = files;
    }

    WorkflowJars workflows() {
        return workflows;
    }

    Optional<Path> inputs() {
        return inputs;
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
