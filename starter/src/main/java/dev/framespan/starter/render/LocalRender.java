package dev.framespan.starter.render;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.follow.FilmFollower;
import dev.framespan.starter.follow.FollowResult;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.starter.temporal.WorkerVersionNotice;
import dev.framespan.worker.FramespanWorker;
import dev.framespan.worker.WorkerSettings;
import io.temporal.client.WorkflowStub;
import jakarta.enterprise.inject.Instance;
import java.util.function.Consumer;

/**
 * Makes a film on the local server with a worker in this process: the server remembers the film, whatever ends this process. The worker
 * goes on with whatever films of the store are at work there.
 */
public final class LocalRender {
    private final Store store;
    private final Instance<Object> components;
    private final FilmFollower follower;
    private final JoinedBudget budget;
    private final Consumer<String> say;

    /**
     * @param components makes a worker and its connection to the server
     * @param budget what becomes of the budget, should the film be at work there
     * @param say tells the operator what is going on besides the film itself
     */
    public LocalRender(
            Store store,
            Instance<Object> components,
            FilmFollower follower,
            JoinedBudget budget,
            Consumer<String> say) {
        this.store = store;
        this.components = components;
        this.follower = follower;
        this.budget = budget;
        this.say = say;
    }

    /** @throws UserError when another storyboard's film of the same id is at work there, or this one elsewhere */
    public FollowResult render(RenderRequest request) {
        TemporalConnection connection =
                components.select(TemporalConnection.class).get();
        try (RemoteRender remote = RemoteRender.of(connection, store, request.film(), say);
                FramespanWorker worker =
                        components.select(FramespanWorker.class).get()) {
            WorkerVersionNotice.of(components.select(WorkerSettings.class).get(), connection)
                    .ifPresent(say);
            try {
                // A film at work answers through its worker, so that one has to be there.
                WorkflowStub run = remote.find(request, budget)
                        .filter(found -> !request.anew())
                        .orElseGet(() -> remote.start(request));
                return remote.follow(run, follower);
            } finally {
                EmbeddedRender.drain(worker, say);
            }
        }
    }
}
