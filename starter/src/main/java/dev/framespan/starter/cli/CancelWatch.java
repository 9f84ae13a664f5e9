package dev.framespan.starter.cli;

import dev.framespan.starter.follow.FilmStatusPoller;
import dev.framespan.starter.follow.ShutdownSignal;
import dev.framespan.starter.progress.ItemView;
import dev.framespan.starter.progress.Snapshot;
import dev.framespan.starter.progress.Step;
import dev.framespan.starter.render.FilmWorkflows;
import dev.framespan.workflows.film.FilmStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Waits until a cancelled film has ended, and says what it waits for. */
final class CancelWatch {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration UNANSWERED = Duration.ofSeconds(20);

    /** What is done for what has begun: it is paid for. */
    private static final Set<Step> KEEPING = EnumSet.of(Step.RENDERING, Step.UNKNOWN, Step.FETCHING, Step.CHECKING);

    private final WorkflowClient client;
    private final FilmWorkflows films;
    private final ShutdownSignal shutdown;
    private final Consumer<String> waitsFor;
    private String said = "";

    /** @param waitsFor is told what is waited for, whenever that changes: {@code gull (rendering), boat (fetching)} */
    CancelWatch(WorkflowClient client, FilmWorkflows films, ShutdownSignal shutdown, Consumer<String> waitsFor) {
        this.client = client;
        this.films = films;
        this.shutdown = shutdown;
        this.waitsFor = waitsFor;
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
            Snapshot snapshot =
                    FilmStatusPoller.query(client, run.get().getExecution().getWorkflowId());
            if (!snapshot.items().isEmpty()) {
                answered = Instant.now();
                say(snapshot);
            } else if (Instant.now().isAfter(answered.plus(UNANSWERED))) {
                return End.UNANSWERED;
            }
            if (shutdown.await(PAUSE)) {
                return End.LEFT;
            }
        }
    }

    private void say(Snapshot snapshot) {
        if (!snapshot.cutting().equals(FilmStatus.CANCELLING)) {
            return;
        }
        String waiting = snapshot.items().stream()
                .filter(item -> item.step() != null && KEEPING.contains(item.step()))
                .map(CancelWatch::words)
                .collect(Collectors.joining(", "));
        if (!waiting.isEmpty() && !waiting.equals(said)) {
            said = waiting;
            waitsFor.accept(waiting);
        }
    }

    private static String words(ItemView item) {
        return item.id() + " (" + item.doing() + ")";
    }
}
