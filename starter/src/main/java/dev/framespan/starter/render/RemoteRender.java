package dev.framespan.starter.render;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.follow.FilmFollower;
import dev.framespan.starter.follow.FilmStatusPoller;
import dev.framespan.starter.follow.FollowResult;
import dev.framespan.starter.lock.FilmLock;
import dev.framespan.starter.temporal.TemporalConnection;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Has a film made by the workers of a Temporal server. Any number of terminals may follow it there; while one does, no process makes
 * it by itself.
 */
public final class RemoteRender implements AutoCloseable {
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    private final TemporalConnection connection;
    private final Store store;
    private final FilmWorkflows films;
    private final ChangedStoryboard changed;
    private final DuplicateRunGuard duplicates;
    private final FilmLock lock;
    private final Consumer<String> say;

    private RemoteRender(
            TemporalConnection connection,
            Store store,
            FilmWorkflows films,
            ChangedStoryboard changed,
            DuplicateRunGuard duplicates,
            FilmLock lock,
            Consumer<String> say) {
        this.connection = connection;
        this.store = store;
        this.films = films;
        this.changed = changed;
        this.duplicates = duplicates;
        this.lock = lock;
        this.say = say;
    }

    /**
     * @param say tells the operator what is going on besides the film itself
     * @throws UserError when a process makes the film by itself
     */
    public static RemoteRender of(TemporalConnection connection, Store store, String film, Consumer<String> say) {
        FilmLock lock = FilmLock.share(store.local(), film).orElseThrow(() -> DuplicateRunGuard.madeHere(film));
        FilmWorkflows films = new FilmWorkflows(connection.client(), store);
        return new RemoteRender(
                connection,
                store,
                films,
                new ChangedStoryboard(films, store),
                new DuplicateRunGuard(store, say),
                lock,
                say);
    }

    /**
     * The run of this plan that is at work here or has made the film: nothing more is bought by following it. What waits in it for the operator is
     * answered by what the storyboard says now.
     *
     * @param budget what becomes of the budget, should it be at work
     * @throws UserError when another storyboard's film of the same id is at work, or this one was changed where nothing waits
     */
    public Optional<WorkflowStub> find(RenderRequest request, JoinedBudget budget) {
        films.find(request.film()).filter(FilmWorkflows::isAtWork).ifPresent(run -> changed.answer(request, run, say));
        Optional<WorkflowStub> known = films.known(request);
        if (known.isPresent()) {
            budget.settle(films, request);
            VerifyNotice.give(films, request, say);
        } else {
            JarNotice.give(films, request, say);
        }
        boolean unsaid = known.isPresent() && duplicates.of(request.film()).isEmpty();
        if (unsaid && films.find(request.film()).filter(FilmWorkflows::isAtWork).isPresent()) {
            films.begin(request.beginning().on(here()));
        }
        return known;
    }

    /**
     * Starts the film, unless it is at work.
     *
     * @throws UserError when another storyboard's film of the same id is at work, or this one on another server
     */
    public WorkflowStub start(RenderRequest request) {
        Optional<WorkflowStub> known = films.known(request);
        if (known.isPresent()) {
            return known.get();
        }
        duplicates.requireNotAtWork(request.film(), here());
        films.begin(request.beginning().on(here()));
        return films.startOrJoin(request);
    }

    /** Answers the film, should it be open. */
    public FilmAnswers answers() {
        return new FilmAnswers(films);
    }

    private FilmFolder.Server here() {
        return new FilmFolder.Server(
                connection.address(), connection.client().getOptions().getNamespace());
    }

    public FollowResult follow(WorkflowStub run, FilmFollower follower) {
        try (FilmStatusPoller poller = FilmStatusPoller.onServer(connection, store, run, POLL_INTERVAL)) {
            return follower.follow(run, poller, () -> false);
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
