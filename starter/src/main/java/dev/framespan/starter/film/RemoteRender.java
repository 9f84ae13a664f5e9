package dev.framespan.starter.film;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.Reason;
import dev.framespan.starter.exit.Complaint;
import dev.framespan.starter.temporal.TemporalConnection;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.time.Duration;

/** Has a film made by the workers of a Temporal server. */
public final class RemoteRender {
    private static final Duration ASK = Duration.ofSeconds(1);

    private final TemporalConnection connection;
    private final DirectoryStore store;

    public RemoteRender(TemporalConnection connection, DirectoryStore store) {
        this.connection = connection;
        this.store = store;
    }

    /**
     * Starts the film, or finds it at work or made.
     *
     * @throws Complaint when another storyboard's film of the same id is at work
     */
    public WorkflowStub start(Commission commission) {
        try {
            new FilmFolder(store).begin(commission.beginning());
        } catch (IOException e) {
            throw Complaint.failed(store.root() + ": the store cannot be written (" + Reason.of(e) + ")", e);
        }
        return new FilmRuns(connection.client(), result -> Delivery.canDeliver(store, result)).startOrJoin(commission);
    }

    public Followed follow(WorkflowStub run, FilmFollower follower) {
        try (FilmWatch watch = new FilmWatch(connection.client(), run, ASK)) {
            return follower.follow(run, watch, () -> false);
        }
    }
}
