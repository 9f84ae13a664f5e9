package dev.framespan.starter.components;

import dev.framespan.starter.account.ListedProviders;
import dev.framespan.starter.account.ProviderChoice;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.simulator.ProviderSession;
import dev.framespan.starter.temporal.EmbeddedServer;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.worker.FramespanWorker;
import dev.framespan.worker.Hosting;
import dev.framespan.worker.WorkerSettings;
import dev.framespan.worker.config.FramespanConfig;
import dev.framespan.worker.config.HostedQueues;
import dev.framespan.worker.config.KlingConfig;
import dev.framespan.worker.management.Management;
import dev.framespan.worker.management.WorkObserver;
import dev.framespan.worker.tracing.Tracing;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Makes what a command works with when the command first asks for it, and ends it with the command. The worker is ended by the command
 * itself, before everything that it works with: CDI promises no order.
 */
@Singleton
final class ComponentProducer {
    @Inject
    CommandChoices choices;

    /** @throws UserError when what the environment says makes no sense together */
    @Produces
    @Singleton
    @Unremovable
    ListedProviders providers(KlingConfig kling, FramespanConfig framespan) {
        return ListedProviders.of(kling, framespan, System.getenv());
    }

    /** @throws UserError when what the environment says makes no sense together */
    @Produces
    @Singleton
    @Unremovable
    ProviderChoice provider(ListedProviders providers) {
        return ProviderChoice.of(providers);
    }

    @Produces
    @Singleton
    @Unremovable
    WorkerSettings settings(FramespanConfig framespan) {
        return WorkerSettings.of(framespan);
    }

    @Produces
    @Singleton
    ProviderSession session(ProviderChoice provider) {
        return ProviderSession.begin(provider, choices.store(), List.of("--speed", String.valueOf(choices.speed())));
    }

    void end(@Disposes ProviderSession session) {
        session.close();
    }

    /** @throws UserError when OpenTelemetry's variables make no sense */
    @Produces
    @Singleton
    @Unremovable
    Tracing tracing() {
        try {
            return Tracing.of(System.getenv());
        } catch (IllegalArgumentException e) {
            throw UserError.refused(e.getMessage(), e);
        }
    }

    void end(@Disposes Tracing tracing) {
        tracing.close();
    }

    @Produces
    @Singleton
    EmbeddedServer server() {
        return EmbeddedServer.start();
    }

    void end(@Disposes EmbeddedServer server) {
        server.close();
    }

    /** @throws UserError when the server that was named does not answer */
    @Produces
    @Singleton
    @Unremovable
    TemporalConnection connection(Instance<EmbeddedServer> embedded, Tracing tracing) {
        return choices.server() instanceof TemporalServer.Shared server
                ? TemporalConnection.to(server, choices.management().map(Management::temporal), tracing.propagators())
                : TemporalConnection.toEmbedded(embedded.get().address());
    }

    void end(@Disposes TemporalConnection connection) {
        connection.close();
    }

    /** The built-in simulator, asked for first, starts while a server is connected to. */
    @Produces
    @Singleton
    @Unremovable
    FramespanWorker worker(
            Instance<ProviderSession> sessions,
            Instance<TemporalConnection> connections,
            WorkerSettings settings,
            Tracing tracing) {
        boolean shared = choices.server() instanceof TemporalServer.Shared;
        HostedQueues queues = shared ? choices.queues() : HostedQueues.ALL;
        Optional<ProviderSession> session = queues.needKeys() ? Optional.of(sessions.get()) : Optional.empty();
        TemporalConnection connection = connections.get();
        Hosting hosting = new Hosting(shared, queues, choices.workflows());
        return FramespanWorker.start(
                connection.client(),
                choices.store(),
                session.map(ProviderSession::accounts).orElse(List.of()),
                settings.with(hosting, choices.inputs()),
                choices.management().map(WorkObserver.class::cast).orElse(WorkObserver.NONE),
                tracing);
    }
}
