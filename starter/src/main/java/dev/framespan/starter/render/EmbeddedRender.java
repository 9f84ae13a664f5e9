package dev.framespan.starter.render;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.delivery.Delivery;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.follow.FilmFollower;
import dev.framespan.starter.follow.FilmStatusPoller;
import dev.framespan.starter.follow.FollowResult;
import dev.framespan.starter.follow.ShutdownSignal;
import dev.framespan.starter.lock.FilmLock;
import dev.framespan.starter.lock.ServerAddress;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.worker.FramespanWorker;
import dev.framespan.workflows.studio.FilmOutcome;
import io.temporal.client.WorkflowStub;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes a film without any Temporal server but the one in this process. Where another process makes it already, follows that one, and
 * goes on by itself when that one ends before the film does.
 */
public final class EmbeddedRender {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);
    private static final Duration RETRY_INTERVAL = Duration.ofMillis(300);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(120);

    private final Store store;
    private final Instance<Object> components;
    private final ShutdownSignal shutdown;
    private final FilmFollower follower;
    private final Consumer<String> say;
    private final JoinedBudget budget;
    private final DuplicateRunGuard duplicates;

    /**
     * @param components makes a worker and its connection, should the film be made here
     * @param budget what becomes of the budget, should another process make the film
     * @param say tells the operator what is going on besides the film itself
     */
    public EmbeddedRender(
            Store store,
            Instance<Object> components,
            ShutdownSignal shutdown,
            FilmFollower follower,
            JoinedBudget budget,
            Consumer<String> say) {
        this.store = store;
        this.budget = budget;
        this.components = components;
        this.shutdown = shutdown;
        this.follower = follower;
        this.say = say;
        this.duplicates = new DuplicateRunGuard(store, say);
    }

    /** @throws UserError when another process makes another film under the same id, or a Temporal server makes this one */
    public FollowResult render(RenderRequest request) {
        Instant began = Instant.now();
        Instant lastSeen = began;
        boolean following = false;
        while (true) {
            Optional<FilmLock> lock = FilmLock.take(store.local(), request.film());
            if (lock.isPresent()) {
                try (FilmLock held = lock.get()) {
                    Optional<FollowResult> other = following ? endSince(began, request) : Optional.empty();
                    if (other.isPresent()) {
                        return other.get();
                    }
                    duplicates.requireNotAtWork(request.film(), null);
                    return host(request);
                }
            }
            duplicates.requireNotFollowed(request.film());
            if (!following) {
                say.accept("another render makes this film; following it");
                following = true;
            }
            Optional<String> address = new ServerAddress(store.local(), request.film()).alive();
            if (address.isPresent()) {
                lastSeen = Instant.now();
                FollowResult followed = join(request, address.get());
                if (!(followed instanceof FollowResult.Abandoned)) {
                    return followed;
                }
                say.accept("the other render has ended; going on here");
            } else if (Instant.now().isAfter(lastSeen.plus(START_TIMEOUT))) {
                throw UserError.failed("another process holds the film " + request.film()
                        + " and does not say where it can be followed: end it and try again");
            }
            if (shutdown.await(RETRY_INTERVAL)) {
                return new FollowResult.Interrupted();
            }
        }
    }

    private FollowResult host(RenderRequest request) {
        // The worker ends here, while the film's lock is still held; what it worked with ends with the command.
        try (FramespanWorker worker = components.select(FramespanWorker.class).get()) {
            TemporalConnection connection =
                    components.select(TemporalConnection.class).get();
            FilmWorkflows films = new FilmWorkflows(connection.client(), store);
            films.begin(request.beginning());
            WorkflowStub run = films.startOrJoin(request);
            try (ServerAddress.AutoCloseableAddress published =
                            new ServerAddress(store.local(), request.film()).publish(connection.address());
                    FilmStatusPoller poller = FilmStatusPoller.onEmbedded(connection, store, run, POLL_INTERVAL)) {
                return follower.follow(run, poller, () -> false);
            } finally {
                drain(worker, say);
            }
        }
    }

    static void drain(FramespanWorker worker, Consumer<String> say) {
        worker.drain(ids -> say.accept("waiting for the provider's answers about " + String.join(", ", ids) + ", "
                + FramespanWorker.LAST_ANSWER.toSeconds()
                + " s at most, so that no payment is in doubt; Ctrl-C again leaves at once"));
    }

    private FollowResult join(RenderRequest request, String address) {
        try (TemporalConnection connection = TemporalConnection.toEmbedded(address)) {
            FilmWorkflows films = new FilmWorkflows(connection.client(), store);
            Optional<WorkflowStub> run = films.join(request);
            if (run.isEmpty()) {
                return new FollowResult.Abandoned();
            }
            budget.settle(films, request);
            VerifyNotice.give(films, request, say);
            try (FilmStatusPoller poller = FilmStatusPoller.onEmbedded(connection, store, run.get(), POLL_INTERVAL)) {
                return follower.follow(run.get(), poller, () -> true);
            }
        } catch (UserError error) {
            throw error;
        } catch (RuntimeException e) {
            // The server went while it was asked; who holds the lock says whether the film goes on elsewhere.
            return new FollowResult.Abandoned();
        }
    }

    /** How the other process ended this very film while it was followed, should its server have gone before it could say so. */
    private Optional<FollowResult> endSince(Instant began, RenderRequest request) {
        try {
            return new FilmFolder(store)
                    .end(request.film())
                    .filter(end -> end.isOf(request.plan(), request.input().realm())
                            && end.at().isAfter(began))
                    .map(FilmFolder.End::report)
                    .filter(report -> report.outcome() != FilmOutcome.DONE || Delivery.canDeliver(store, report))
                    .map(FollowResult.Ended::new);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
