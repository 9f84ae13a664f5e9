package dev.framespan.starter.follow;

import dev.framespan.starter.progress.ItemView;
import dev.framespan.starter.progress.Snapshot;
import dev.framespan.starter.temporal.FilmMemo;
import dev.framespan.starter.temporal.RealmWorkers;
import dev.framespan.workflows.film.FilmStatus;
import dev.framespan.workflows.film.FilmWorkflow;
import dev.framespan.workflows.studio.Item;
import io.grpc.Status;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Asks about once a second for a film's status, in a thread of its own: the progress display never waits for an answer. */
public final class FilmStatusPoller implements AutoCloseable {
    private static final Duration FIRST_TASK = Duration.ofSeconds(10);
    private static final Duration AWAY = Duration.ofSeconds(4);
    // Started, task scheduled: a third event says that a worker has taken it.
    private static final int EVENTS_BEFORE_WORK = 2;

    private final WorkflowClient client;
    private final WorkflowStub run;
    private final ChildProgress children;
    private final FilmTrouble trouble;
    private final Duration every;
    private final Instant started = Instant.now();
    private final Thread thread;
    private volatile Snapshot lastKnown = Snapshot.NONE;
    private volatile boolean serverAway;
    private volatile boolean closed;
    private RealmWorkers payers;
    private Instant answered = Instant.now();
    private boolean statusSeen;

    /** @param every how often to ask */
    public FilmStatusPoller(WorkflowClient client, WorkflowStub run, Duration every) {
        this.client = client;
        this.run = run;
        this.children = new ChildProgress(client);
        this.trouble = new FilmTrouble(client);
        this.every = every;
        this.thread = new Thread(this::watch, "film-status-poller");
        thread.setDaemon(true);
        thread.start();
    }

    /** The status of a film that is at work. */
    public static Snapshot query(WorkflowClient client, String workflow) {
        try {
            FilmStatus status = client.newUntypedWorkflowStub(workflow).query(FilmWorkflow.STATUS, FilmStatus.class);
            return view(status, new ChildProgress(client))
                    .with(isBuying(status) ? "" : new FilmTrouble(client).note(workflow));
        } catch (RuntimeException e) {
            return Snapshot.NONE.with("no worker answers");
        }
    }

    /** As it was known last. */
    public Snapshot lastKnown() {
        return lastKnown;
    }

    /** As it stands now; as it was known last when no worker answers. */
    public Snapshot current() {
        try {
            return view(run.query(FilmWorkflow.STATUS, FilmStatus.class), children);
        } catch (RuntimeException e) {
            return lastKnown;
        }
    }

    /** Whether the server takes no connection. */
    public boolean serverIsAway() {
        return serverAway;
    }

    private void watch() {
        while (!closed) {
            try {
                FilmStatus status = run.query(FilmWorkflow.STATUS, FilmStatus.class);
                answered = Instant.now();
                statusSeen = true;
                serverAway = false;
                lastKnown = view(status, children)
                        .with(
                                isBuying(status)
                                        ? payers().note()
                                        : trouble.note(run.getExecution().getWorkflowId()));
            } catch (RuntimeException e) {
                serverAway = GrpcStatus.of(e) == Status.Code.UNAVAILABLE;
                lastKnown = lastKnown.with(note());
            }
            try {
                Thread.sleep(every.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static boolean isBuying(FilmStatus status) {
        return status.items().stream().anyMatch(item -> item.state() == Item.State.IN_PROGRESS);
    }

    /** Found out once: which store's film it is, and who is paid, stands in its workflow's memo. */
    private RealmWorkers payers() {
        if (payers == null) {
            WorkflowExecutionDescription film = client.newUntypedWorkflowStub(
                            run.getExecution().getWorkflowId())
                    .describe();
            payers = new RealmWorkers(
                    client.getWorkflowServiceStubs(), client.getOptions().getNamespace(), FilmMemo.identity(film));
        }
        return payers;
    }

    private String note() {
        Instant now = Instant.now();
        if (serverAway) {
            return "the Temporal server is away; waiting for it";
        }
        if (!statusSeen) {
            return now.isAfter(started.plus(FIRST_TASK)) && !isTaken()
                    ? "no worker has taken this film yet: start one with framespan worker; waiting"
                    : "";
        }
        return now.isAfter(answered.plus(AWAY)) ? "no worker answers; waiting for one" : "";
    }

    private boolean isTaken() {
        try {
            return client.newUntypedWorkflowStub(run.getExecution().getWorkflowId())
                            .describe()
                            .getHistoryLength()
                    > EVENTS_BEFORE_WORK;
        } catch (RuntimeException e) {
            return true;
        }
    }

    private static Snapshot view(FilmStatus status, ChildProgress children) {
        List<ItemView> views = new ArrayList<>();
        for (Item item : status.items()) {
            views.add(view(item, children));
        }
        return Snapshot.of(views, status.cutting());
    }

    private static ItemView view(Item item, ChildProgress children) {
        return switch (item.state()) {
            case IN_PROGRESS -> children.view(item);
            case STOPPED -> children.hasKept(item) ? ItemView.kept(item) : ItemView.of(item);
            case WAITING, PARKED, DONE, BLOCKED -> ItemView.of(item);
        };
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
