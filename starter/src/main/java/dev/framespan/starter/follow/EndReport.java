package dev.framespan.starter.follow;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.generation.RootCause;
import dev.framespan.workflows.studio.FilmOutcome;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DataConverterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** How the report of a film is had when its workflow has ended. */
@FunctionalInterface
public interface EndReport {
    /**
     * Fails as the workflow has.
     *
     * @return empty where it has ended without making a film
     */
    CompletableFuture<Optional<FilmReport>> of(WorkflowStub run);

    /** A storyboard's film returns it. */
    static EndReport returned() {
        return run -> run.getResultAsync(FilmReport.class).thenApply(Optional::of);
    }

    /**
     * A workflow of one's own returns what its developer likes, and leaves it in the store: also where it fails because something stopped.
     *
     * @param plan SHA-256 of what it makes its films of
     */
    static EndReport kept(Store store, String film, String plan) {
        return run -> run.getResultAsync(Object.class).handle((returned, failure) -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            boolean ended = cause == null || hasFailed(cause) || isUnreadable(cause);
            Optional<FilmReport> report = ended ? report(store, film, plan) : Optional.empty();
            if (cause == null || isUnreadable(cause)) {
                return report;
            }
            return report.filter(EndReport::saysWhy).or(() -> {
                throw new CompletionException(cause);
            });
        });
    }

    private static boolean hasFailed(Throwable cause) {
        return cause instanceof WorkflowFailedException;
    }

    /** It has returned something that is no JSON, which nobody here needs. */
    private static boolean isUnreadable(Throwable cause) {
        return RootCause.outermost(cause, DataConverterException.class).isPresent();
    }

    /** A workflow that was cancelled, or that failed by itself, says so better. */
    private static boolean saysWhy(FilmReport report) {
        return report.outcome() == FilmOutcome.WAITS || report.outcome() == FilmOutcome.FAILED;
    }

    private static Optional<FilmReport> report(Store store, String film, String plan) {
        try {
            FilmFolder folder = new FilmFolder(store);
            Optional<FilmFolder.Beginning> begun = folder.beginning(film);
            return folder.end(film)
                    .filter(end -> end.plan().equals(plan))
                    .filter(end -> begun.isEmpty() || end.ends(begun.get()))
                    .map(FilmFolder.End::report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
