package dev.framespan.starter.state;

import dev.framespan.activities.film.Decisions;
import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.follow.FilmItems;
import dev.framespan.starter.follow.FilmStatusPoller;
import dev.framespan.starter.lock.FilmLock;
import dev.framespan.starter.progress.Snapshot;
import dev.framespan.starter.render.FilmWorkflows;
import dev.framespan.starter.temporal.FilmMemo;
import dev.framespan.starter.temporal.GrpcStatus;
import dev.framespan.starter.temporal.TemporalConnection;
import io.grpc.Status;
import io.temporal.client.WorkflowExecutionDescription;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * What store and server know of a film.
 *
 * @param film its id
 * @param beginning the last render that was begun; empty where the store knows none
 * @param end how the last one ended; empty where none has
 * @param atWork what is being made right now; empty where nothing is, as far as a server could be asked
 * @param isUnanswered whether a process of this machine is at it, or a named server is asked about it, that does not answer
 * @param isHeldHere whether a process of this machine is at it, be it only to leave things in order
 * @param realm of the provider that makes it, or made it last; empty where that is not known
 * @param decisions ids that the operator wants to buy once more, which has not happened yet
 */
public record FilmState(
        String film,
        Optional<FilmFolder.Beginning> beginning,
        Optional<FilmFolder.End> end,
        Optional<Snapshot> atWork,
        boolean isUnanswered,
        boolean isHeldHere,
        Optional<String> realm,
        List<String> decisions) {

    /** A server that works answers in a fraction of it; the question how the film stands has a bound of its own. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

    public static FilmState of(String film, Store store, FilmServerLookup servers) {
        try {
            FilmFolder folder = new FilmFolder(store);
            Optional<FilmFolder.Beginning> beginning = folder.beginning(film);
            Optional<AtWork> found = Optional.empty();
            boolean timedOut = false;
            try {
                found = atWork(film, store, servers);
            } catch (TimeoutException e) {
                timedOut = true;
            }
            Optional<Snapshot> atWork = found.map(AtWork::snapshot);
            Optional<FilmFolder.End> end = folder.end(film);
            // A film that is made on a server has terminals that follow it, and none of them is to be disturbed.
            boolean onServer = beginning.map(FilmFolder.Beginning::server).isPresent();
            boolean held = !onServer && FilmLock.isTaken(store.local(), film);
            return new FilmState(
                    film,
                    beginning,
                    end,
                    atWork,
                    timedOut && (held || servers.isRemote()),
                    atWork.isPresent() || held,
                    found.map(AtWork::realm).or(() -> end.map(FilmFolder.End::realm)),
                    new Decisions(store).open(film));
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    /** Whether neither the store nor a server has heard of it. */
    public boolean isUnknown() {
        return beginning.isEmpty() && end.isEmpty() && atWork.isEmpty();
    }

    /** Whether a workflow of one's own makes it. */
    public boolean isRun() {
        return beginning.filter(FilmFolder.Beginning::isRun).isPresent();
    }

    /** The last end, unless a render was begun after it. */
    public Optional<FilmFolder.End> lastEnd() {
        return end.filter(last -> beginning.isEmpty() || last.ends(beginning.get()));
    }

    /** @param realm null in films of before workflows remembered it */
    private record AtWork(Snapshot snapshot, String realm) {}

    private static Optional<AtWork> atWork(String film, Store store, FilmServerLookup servers) throws TimeoutException {
        Optional<TemporalConnection> server = servers.of(film);
        if (server.isEmpty()) {
            return Optional.empty();
        }
        try {
            FilmWorkflows films = new FilmWorkflows(server.get().client(), store);
            Optional<WorkflowExecutionDescription> run = TimedQuestion.ask(() -> films.find(film), LONGEST_ANSWER);
            if (run.isEmpty() || !FilmWorkflows.isAtWork(run.get())) {
                return Optional.empty();
            }
            String realm = (String) run.get().getMemo(FilmMemo.REALM, String.class);
            FilmItems items = films.items();
            items.expect(run.get());
            return Optional.of(new AtWork(
                    FilmStatusPoller.query(
                            server.get().client(),
                            items,
                            run.get().getExecution().getWorkflowId()),
                    realm));
        } catch (RuntimeException e) {
            if (GrpcStatus.of(e) == Status.Code.DEADLINE_EXCEEDED) {
                throw new TimeoutException();
            }
            // It ended while it was asked.
            return Optional.empty();
        }
    }
}
