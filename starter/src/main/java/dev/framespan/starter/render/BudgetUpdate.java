package dev.framespan.starter.render;

import dev.framespan.workflows.film.FilmWorkflow;
import dev.framespan.workflows.generation.RootCause;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sets what a film at work may cost, by an Update of its workflow. */
public final class BudgetUpdate {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final FilmWorkflows films;

    public BudgetUpdate(FilmWorkflows films) {
        this.films = films;
    }

    /** What became of it. */
    public sealed interface Answer {
        /** @param before US dollars that it might cost until now; empty for no limit */
        record Raised(Optional<BigDecimal> before) implements Answer {}

        /** It has ended. */
        record NotAtWork() implements Answer {}

        /**
         * It may cost more already, or is about to end: which of them, its failure's type does not say, since a worker that fails workflows by
         * type takes that away.
         *
         * @param words of the film, for the operator
         */
        record Refused(String words) implements Answer {}

        /** The server does not answer any more. An embedded one has ended with its film. */
        record ServerGone() implements Answer {}

        /** @param reason why it is not known whether the film goes by it */
        record Unanswered(String reason) implements Answer {}
    }

    /** @param usd US dollars, what was bought for the film before included */
    public Answer raise(String film, BigDecimal usd) {
        try {
            Optional<WorkflowExecutionDescription> run = films.find(film).filter(FilmWorkflows::isAtWork);
            return run.isEmpty() ? new Answer.NotAtWork() : raise(films.stub(run.get()), film, usd);
        } catch (WorkflowServiceException | StatusRuntimeException e) {
            return new Answer.ServerGone();
        }
    }

    private Answer raise(WorkflowStub run, String film, BigDecimal usd) {
        CompletableFuture<BigDecimal> before =
                CompletableFuture.supplyAsync(() -> run.update(FilmWorkflow.RAISE_BUDGET, BigDecimal.class, usd));
        try {
            return new Answer.Raised(Optional.ofNullable(before.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Unanswered("interrupted before the film answered");
        } catch (TimeoutException e) {
            return new Answer.Unanswered("no worker of the film answers");
        } catch (ExecutionException e) {
            return failed(film, e.getCause());
        }
    }

    private Answer failed(String film, Throwable cause) {
        boolean ended = cause instanceof WorkflowNotFoundException
                || films.find(film).filter(FilmWorkflows::isAtWork).isEmpty();
        if (ended) {
            return new Answer.NotAtWork();
        }
        return cause instanceof WorkflowUpdateException
                ? new Answer.Refused(RootCause.message(cause))
                : new Answer.Unanswered("the film cannot be asked: " + RootCause.message(cause));
    }
}
