package dev.framespan.starter.follow;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.progress.Snapshot;
import dev.framespan.starter.temporal.FilmMemo;
import dev.framespan.starter.temporal.GrpcStatus;
import dev.framespan.starter.temporal.QueuePollers;
import dev.framespan.starter.temporal.RealmWorkers;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.workflows.film.FilmStatus;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.RunSettings;
import dev.framespan.workflows.text.SafeText;
import io.grpc.Status;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks about once a second for a film's status, in a thread of its own: the progress display never waits for an answer. */
public final class FilmStatusPoller implements AutoCloseable {
    // Started, task scheduled: a third event says that a worker has taken it.
    private static final int EVENTS_BEFORE_WORK = 2;

    private static final int REST_FOR_EACH_LOOK = 3;

    private final WorkflowClient client;
    private final WorkflowStub run;
    private final FilmItems items;
    private final ChildViews children;
    private final FilmTrouble trouble;
    private final Duration every;
    private final WorkerSilence silence;
    private final String away;
    private final Thread thread;
    private volatile Snapshot lastKnown = Snapshot.NONE;
    private volatile boolean serverAway;
    private volatile boolean closed;
    private RealmWorkers workers;
    private boolean waitedBefore;

    /** Asks about a film on a server of its own. */
    public static FilmStatusPoller onServer(
            TemporalConnection connection, Store store, WorkflowStub run, Duration every) {
        return new FilmStatusPoller(connection, store, run, every, new WorkerSilence(false, Instant.now()));
    }

    /** Asks about a film whose server and worker belong to a render on this machine. */
    public static FilmStatusPoller onEmbedded(
            TemporalConnection connection, Store store, WorkflowStub run, Duration every) {
        return new FilmStatusPoller(connection, store, run, every, new WorkerSilence(true, Instant.now()));
    }

    /** @param every how often to ask */
    private FilmStatusPoller(
            TemporalConnection connection, Store store, WorkflowStub run, Duration every, WorkerSilence silence) {
        this.client = connection.client();
        this.items = new FilmItems(client, store);
        this.away = connection.away();
        this.run = run;
        this.children = new ChildViews(new ChildProgress(client));
        this.trouble = new FilmTrouble(client);
        this.every = every;
        this.silence = silence;
        this.thread = new Thread(this::watch, "film-status-poller");
        thread.setDaemon(true);
        thread.start();
    }

    /** The status of a film that is at work. */
    public static Snapshot query(WorkflowClient client, FilmItems items, String workflow) {
        try {
            FilmStatus status = items.of(client.newUntypedWorkflowStub(workflow));
            return view(status, new ChildViews(new ChildProgress(client)))
                    .with(waitsFor(status)
                            .orElseGet(() -> isBuying(status) ? "" : new FilmTrouble(client).note(workflow)));
        } catch (RuntimeException e) {
            String standstill = new FilmTrouble(client).standstill(workflow);
            return Snapshot.NONE.with(standstill.isEmpty() ? "no worker answers" : standstill);
        }
    }

    /** As it was known last. */
    public Snapshot lastKnown() {
        return lastKnown;
    }

    /** As it stands now; as it was known last when no worker answers. */
    public Snapshot current() {
        try {
            return view(items.of(run), children).after(lastKnown);
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
            long begun = System.nanoTime();
            try {
                FilmStatus status = items.of(run);
                silence.answered(Instant.now());
                serverAway = false;
                lastKnown = view(status, children)
                        .after(lastKnown)
                        .waits(surelyWaits(status))
                        .with(waitsFor(status)
                                .orElseGet(() -> isBuying(status) ? workers().making() : trouble()));
            } catch (RuntimeException e) {
                serverAway = GrpcStatus.of(e) == Status.Code.UNAVAILABLE;
                lastKnown = lastKnown.with(note());
            }
            try {
                // A long film, whose every shot is asked about, is not kept busy with answers.
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                Thread.sleep(Math.max(every.toMillis(), REST_FOR_EACH_LOOK * took.toMillis()));
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** What one scene has just made may be on its way to another: only when nothing has moved since the last look, all wait. */
    private boolean surelyWaits(FilmStatus status) {
        boolean waits = Boolean.TRUE.equals(status.waits());
        boolean sure = waits && (status.scenes() == null || waitedBefore);
        waitedBefore = waits;
        return sure;
    }

    /** What a workflow of one's own waits for itself. */
    private static Optional<String> waitsFor(FilmStatus status) {
        return Optional.ofNullable(status.waitsFor()).map(what -> Snapshot.WAITING_FOR + SafeText.line(what));
    }

    private static boolean isBuying(FilmStatus status) {
        return status.items().stream().anyMatch(item -> item.state() == Item.State.IN_PROGRESS);
    }

    /** Found out once: which store's film it is, and who is paid, stands in its workflow's memo. */
    private RealmWorkers workers() {
        if (workers == null) {
            WorkflowExecutionDescription film = client.newUntypedWorkflowStub(
                            run.getExecution().getWorkflowId())
                    .describe();
            workers = new RealmWorkers(
                    client.getWorkflowServiceStubs(), client.getOptions().getNamespace(), FilmMemo.identity(film));
        }
        return workers;
    }

    private String trouble() {
        String said = trouble.note(run.getExecution().getWorkflowId());
        if (!said.equals(FilmTrouble.NOT_JOINED)) {
            return said;
        }
        String missing = workers().joining();
        return missing.isEmpty() ? said : missing;
    }

    private String note() {
        if (serverAway) {
            return away;
        }
        String standstill = trouble.standstill(run.getExecution().getWorkflowId());
        return standstill.isEmpty() ? silence() : standstill;
    }

    /** Where workers are there that host no films, starting another one of these would not help. */
    private String silence() {
        String said = silence.note(Instant.now(), this::isTaken);
        if (said.isEmpty()) {
            return said;
        }
        try {
            String missing = notHosted().orElseGet(workers()::moving);
            return missing.isEmpty() ? said : missing;
        } catch (RuntimeException e) {
            return said;
        }
    }

    /** That no worker hosts a workflow of one's own, where that is why none answers. */
    private Optional<String> notHosted() {
        WorkflowExecutionDescription film = client.newUntypedWorkflowStub(
                        run.getExecution().getWorkflowId())
                .describe();
        boolean isOwn = film.getMemo(RunSettings.MEMO, RunSettings.class) != null;
        return isOwn && !QueuePollers.areThere(client, film.getTaskQueue())
                ? Optional.of("no worker hosts " + film.getWorkflowType()
                        + " now: start one with framespan worker --workflows; waiting")
                : Optional.empty();
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

    private static Snapshot view(FilmStatus status, ChildViews children) {
        return Snapshot.of(children.of(status.items()), status.cutting())
                .waits(Boolean.TRUE.equals(status.waits()))
                .paused(Boolean.TRUE.equals(status.paused()));
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
