package dev.framespan.starter.follow;

import dev.framespan.starter.progress.Progress;
import dev.framespan.starter.progress.Snapshot;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.generation.RootCause;
import dev.framespan.workflows.generation.Stop;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/** Follows a film to its end and shows its progress. */
public final class FilmFollower {
    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(2);

    private final ShutdownSignal shutdown;
    private final Progress progress;
    private final Runnable onInterrupt;
    private final EndReport reports;

    /**
     * @param onInterrupt run at once when the operator presses Ctrl-C: putting things in order may take a moment
     * @param reports where the report of the film is when its workflow has ended
     */
    public FilmFollower(ShutdownSignal shutdown, Progress progress, Runnable onInterrupt, EndReport reports) {
        this.reports = reports;
        this.shutdown = shutdown;
        this.progress = progress;
        this.onInterrupt = onInterrupt;
    }

    /**
     * Returns when the film has ended, or no process makes it any more, or the operator pressed Ctrl-C. A server or worker that is away for a
     * while is waited for.
     *
     * @param watch shows how the film stands
     * @param abandoned asked while the server does not answer: whether it will not come back
     */
    public FollowResult follow(WorkflowStub run, FilmStatusPoller poller, BooleanSupplier abandoned) {
        CompletableFuture<Optional<FilmReport>> report = reports.of(run);
        long failedAt = 0;
        while (true) {
            if (shutdown.await(REDRAW)) {
                progress.close();
                onInterrupt.run();
                return new FollowResult.Interrupted();
            }
            Snapshot shown = poller.lastKnown();
            progress.show(shown);
            if (shown.waits()) {
                return new FollowResult.Waits(shown.stops(), shown.paused(), shown.awaited());
            }
            if (report.isDone()) {
                FollowResult end = end(report);
                if (end != null) {
                    progress.show(poller.current());
                    return end;
                }
                if (failedAt == 0) {
                    failedAt = System.nanoTime();
                } else if (System.nanoTime() - failedAt > RETRY_INTERVAL.toNanos()) {
                    failedAt = 0;
                    report = reports.of(run);
                }
            }
            if (poller.serverIsAway() && abandoned.getAsBoolean()) {
                return new FollowResult.Abandoned();
            }
        }
    }

    /** @return null when the server could not be asked */
    private static FollowResult end(CompletableFuture<Optional<FilmReport>> report) {
        try {
            return report.get()
                    .<FollowResult>map(FollowResult.Ended::new)
                    .orElseGet(() -> new FollowResult.Failed(
                            "its workflow has ended and made no film: it makes films in Studio.make"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new FollowResult.Interrupted();
        } catch (ExecutionException e) {
            return e.getCause() instanceof WorkflowFailedException failed ? failed(failed) : null;
        }
    }

    private static FollowResult failed(WorkflowException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CanceledFailure) {
                return new FollowResult.Failed("it was cancelled");
            }
            if (cause instanceof TerminatedFailure) {
                return new FollowResult.Failed("an operator terminated it on the Temporal server");
            }
            if (cause instanceof TimeoutFailure) {
                return new FollowResult.Failed("it was not made within the time that its workflow was given");
            }
        }
        return new FollowResult.Failed(Stop.of(failure).map(Stop::message).orElseGet(() -> RootCause.message(failure)));
    }
}
