package dev.framespan.starter.cli;

import dev.framespan.starter.follow.FilmStatusPoller;
import dev.framespan.starter.follow.ShutdownSignal;
import dev.framespan.starter.progress.CancelProgress;
import dev.framespan.starter.progress.Snapshot;
import dev.framespan.starter.render.FilmWorkflows;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits until a cancelled film has ended, and says what it waits for. */
final class CancelWatch {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration UNANSWERED = Duration.ofSeconds(20);

    private final WorkflowClient client;
    private final FilmWorkflows films;
    private final ShutdownSignal shutdown;
    private final CancelProgress progress;

    CancelWatch(WorkflowClient client, FilmWorkflows films, ShutdownSignal shutdown, CancelProgress progress) {
        this.client = client;
        this.films = films;
        this.shutdown = shutdown;
        this.progress = progress;
    }

    /** Why the wait is over. */
    enum End {
        /** The film has ended. */
        ENDED,
        /** The operator pressed Ctrl-C. */
        LEFT,
        /** No worker answers; one that comes goes on with it. */
        UNANSWERED
    }

    /**
     * @throws io.temporal.client.WorkflowServiceException or {@link io.grpc.StatusRuntimeException} when the server does not answer any more
     */
    End untilEnd(String film) {
        Instant answered = Instant.now();
        while (true) {
            Optional<WorkflowExecutionDescription> run = films.find(film).filter(FilmWorkflows::isAtWork);
            if (run.isEmpty()) {
                return End.ENDED;
            }
            Snapshot snapshot = FilmStatusPoller.query(
                    client, films.items(), run.get().getExecution().getWorkflowId());
            if (!snapshot.items().isEmpty()) {
                answered = Instant.now();
                progress.show(snapshot);
            } else if (Instant.now().isAfter(answered.plus(UNANSWERED))) {
                return End.UNANSWERED;
            }
            if (shutdown.await(PAUSE)) {
                return End.LEFT;
            }
        }
    }
}
