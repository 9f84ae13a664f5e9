package dev.framespan.starter.render;

import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.follow.FilmItems;
import dev.framespan.starter.temporal.GrpcStatus;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.film.FilmStatus;
import dev.framespan.workflows.film.FilmWorkflow;
import dev.framespan.workflows.generation.RootCause;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.RunSettings;
import dev.framespan.workflows.studio.StudioControls;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowQueryException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Answers a film at work, by Updates of its workflow. */
public final class FilmAnswers {
    // The provider may have to be asked for a task.
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final String REQUEST = "request";

    // It is a signal; should it take longer, the next render says that another storyboard is at work.
    private static final Duration UNTIL_PLANNED = Duration.ofSeconds(10);

    private final FilmWorkflows films;

    public FilmAnswers(FilmWorkflows films) {
        this.films = films;
    }

    /**
     * What became of an answer.
     *
     * @param <T> what the film says to it
     */
    public sealed interface Reply<T> {
        /** The film goes by it. */
        record Taken<T>(T said) implements Reply<T> {}

        /** It has ended, or will where it would wait. */
        record NotAtWork<T>() implements Reply<T> {}

        /** @param words of the film, for the operator: nothing was changed */
        record Refused<T>(String words) implements Reply<T> {}

        /** @param reason why it is not known whether the film goes by it */
        record Unanswered<T>(String reason) implements Reply<T> {}
    }

    /**
     * Gives an answer.
     *
     * @param update the name of the Update
     */
    public <T> Reply<T> give(String film, String update, Class<T> said, Object... arguments) {
        try {
            Optional<WorkflowExecutionDescription> run = films.find(film).filter(FilmWorkflows::isAtWork);
            if (run.isEmpty()) {
                return new Reply.NotAtWork<>();
            }
            WorkflowStub whole = films.stub(run.get());
            return inScene(whole, film, update, said, arguments)
                    .orElseGet(() -> give(whole, film, update, said, arguments));
        } catch (WorkflowQueryException e) {
            return new Reply.Unanswered<>("no worker of the film answers");
        } catch (WorkflowServiceException | StatusRuntimeException e) {
            return new Reply.Unanswered<>(
                    GrpcStatus.of(e) == Status.Code.DEADLINE_EXCEEDED
                            ? "no worker of the film answers"
                            : "its Temporal server does not answer any more");
        }
    }

    /**
     * What a workflow of one's own has asked for under an id.
     *
     * @return empty where it has asked for nothing under it, or is not at work
     * @throws UserError where no worker of it answers
     */
    public Optional<StudioControls.Asked> asked(String film, String id) {
        try {
            return films.find(film)
                    .filter(FilmWorkflows::isAtWork)
                    .map(run -> patiently(() -> films.stub(run).query(REQUEST, StudioControls.Asked.class, id)));
        } catch (WorkflowQueryException | WorkflowServiceException | StatusRuntimeException e) {
            throw UserError.failed("no worker of the film " + film
                    + " answers; nothing was changed: run the same command" + " again when one is there");
        }
    }

    /** @return empty of a film of one scene */
    private <T> Optional<Reply<T>> inScene(
            WorkflowStub whole, String film, String update, Class<T> said, Object[] arguments) {
        FilmStatus status = patiently(() -> whole.query(FilmWorkflow.STATUS, FilmStatus.class));
        if (!SceneAnswers.take(status, update)) {
            return Optional.empty();
        }
        List<FilmItems.Scene> scenes = patiently(() -> films.items().scenes(status));
        Reply<T> reply =
                SceneAnswers.give(scenes, films.items()::plan, update, said, arguments, new SceneAnswers.Giver() {
                    @Override
                    public <A> Reply<A> give(String workflow, Class<A> answer, Object... told) {
                        return FilmAnswers.this.give(films.stub(workflow), film, update, answer, told);
                    }
                });
        if (reply instanceof Reply.Taken<T>) {
            SceneAnswers.plan(arguments).ifPresent(plan -> awaitPlan(film, plan));
        }
        return Optional.of(reply);
    }

    /**
     * How everything of an open film stands.
     *
     * @throws UserError where no worker of the film answers
     */
    static List<Item> items(FilmWorkflows films, String film, WorkflowExecutionDescription run) {
        try {
            return patiently(() -> films.items().of(films.stub(run))).items();
        } catch (WorkflowQueryException | WorkflowServiceException | StatusRuntimeException e) {
            throw UserError.failed(
                    "no worker of the film " + film + " answers, so it is not known what waits in it; nothing is"
                            + " lost: run the same command again when a worker is there");
        }
    }

    /** A worker that has taken the film over from a dead one has to read its histories first. */
    private static <T> T patiently(Supplier<T> question) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            try {
                return question.get();
            } catch (WorkflowServiceException | StatusRuntimeException e) {
                if (GrpcStatus.of(e) != Status.Code.DEADLINE_EXCEEDED || System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    /** A scene tells its film by which plan it goes now: who renders the same storyboard a moment later is to be known again. */
    private void awaitPlan(String film, Asset plan) {
        long end = System.nanoTime() + UNTIL_PLANNED.toNanos();
        while (System.nanoTime() < end) {
            Optional<WorkflowExecutionDescription> run = films.find(film).filter(FilmWorkflows::isAtWork);
            if (run.isEmpty() || plan.sha256().equals(run.get().getMemo(RunSettings.PLAN, String.class))) {
                return;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private <T> Reply<T> give(WorkflowStub run, String film, String update, Class<T> said, Object... arguments) {
        CompletableFuture<T> reply = CompletableFuture.supplyAsync(() -> run.update(update, said, arguments));
        try {
            return new Reply.Taken<>(reply.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Unanswered<>("interrupted before the film answered");
        } catch (TimeoutException e) {
            return new Reply.Unanswered<>("no worker of the film answers");
        } catch (ExecutionException e) {
            return failed(film, e.getCause());
        }
    }

    /** A film that its render makes itself ends where it would wait, and goes by the store then. */
    private boolean takesAnswers(WorkflowExecutionDescription run) {
        return films.input(run).map(input -> Boolean.TRUE.equals(input.parks())).orElse(true);
    }

    private <T> Reply<T> failed(String film, Throwable cause) {
        Optional<WorkflowExecutionDescription> run = films.find(film).filter(FilmWorkflows::isAtWork);
        boolean ended = cause instanceof WorkflowNotFoundException || run.isEmpty();
        if (ended || cause instanceof WorkflowUpdateException && !takesAnswers(run.get())) {
            return new Reply.NotAtWork<>();
        }
        return cause instanceof WorkflowUpdateException
                ? new Reply.Refused<>(RootCause.message(cause))
                : new Reply.Unanswered<>("the film cannot be asked: " + RootCause.message(cause));
    }
}
