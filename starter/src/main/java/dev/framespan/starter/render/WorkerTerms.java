package dev.framespan.starter.render;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.account.ProviderChoice;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.temporal.QueuePollers;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.workflows.generation.QueueKind;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.terms.Terms;
import dev.framespan.workflows.terms.TermsWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the workers of a store, through their Temporal server, who will pay, at which prices, and which pictures they can show. */
public final class WorkerTerms {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    // Another worker's answer is there: the one that is preferred, if it is there at all, answers as quickly.
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final TemporalConnection connection;
    private final Store store;

    public WorkerTerms(TemporalConnection connection, Store store) {
        this.connection = connection;
        this.store = store;
    }

    /**
     * The terms of a worker that makes films with this provider. Without a key of its own the caller pays no provider, so a worker with the
     * built-in simulator comes first, and else any worker of the store.
     *
     * @throws UserError when no such worker answers within ten seconds, with the command that starts one
     */
    public Terms ask(ProviderChoice provider) {
        String realm = provider.realm();
        CompletableFuture<Terms> any = start(null);
        CompletableFuture<Terms> preferred = preferred(realm, any);
        if (provider instanceof ProviderChoice.Paid) {
            return within(preferred, TIMEOUT).orElseThrow(() -> noWorker(realm, within(any, Duration.ZERO)));
        }
        within(CompletableFuture.anyOf(preferred, any), TIMEOUT);
        return within(preferred, preferred.isDone() || any.isDone() ? GRACE : Duration.ZERO)
                .or(() -> within(any, Duration.ZERO))
                .orElseThrow(() -> noWorker(realm, Optional.empty()));
    }

    /** A worker of a realm answers on the realm's own queue; where that is full of submissions, perhaps first on the store's. */
    private CompletableFuture<Terms> preferred(String realm, CompletableFuture<Terms> any) {
        CompletableFuture<Terms> preferred = new CompletableFuture<>();
        start(realm).thenAccept(preferred::complete);
        any.thenAccept(terms -> {
            if (terms.realms().byName().containsValue(realm)) {
                preferred.complete(terms);
            }
        });
        return preferred;
    }

    private CompletableFuture<Terms> start(String realm) {
        TermsWorkflow workflow = connection
                .client()
                .newWorkflowStub(
                        TermsWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId("terms/" + UUID.randomUUID())
                                .setTaskQueue(TaskQueues.filmsOf(store.id()))
                                .setWorkflowExecutionTimeout(TIMEOUT.plus(GRACE))
                                .build());
        WorkflowClient.start(workflow::ask, store.id(), realm);
        return WorkflowStub.fromTyped(workflow).getResultAsync(Terms.class);
    }

    private static <T> Optional<T> within(CompletableFuture<T> answer, Duration time) {
        try {
            return Optional.of(answer.get(time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    /** The simulator plays the provider within one worker. */
    private static final String WITHOUT_KEY = "films,submit,await,fetch";

    private UserError noWorker(String realm, Optional<Terms> other) {
        String start =
                "start one with framespan worker --temporal " + connection.address() + " --store " + store.place();
        return UserError.failed(other.map(terms -> "the workers of this store on "
                        + TemporalServer.words(connection.address()) + " pay " + terms.realm()
                        + ", and this film is to be made with " + realm
                        + ": " + start + " and the same KLING_API_KEY and KLING_BASE_URL; nothing was started")
                .orElseGet(() -> (isOfOtherQueues(realm)
                                ? "no worker of the store " + store.place() + " hosts the queue films, with which every"
                                        + " film begins, on " + TemporalServer.words(connection.address()) + ": "
                                        + start
                                        + " --queues " + (realm == null ? WITHOUT_KEY : "films")
                                        + ", or one that hosts all"
                                : "no worker of the store " + store.place() + " answers on "
                                        + TemporalServer.words(connection.address()) + ": " + start)
                        + "; nothing was started"));
    }

    /** Whether workers of the store are there, and none that begins films. */
    private boolean isOfOtherQueues(String realm) {
        Set<QueueKind> all = EnumSet.allOf(QueueKind.class);
        try {
            Set<QueueKind> missing = new QueuePollers(
                            connection.client(), TaskQueues.of(new WorkIdentity(store.id(), realm)))
                    .missing(all);
            return missing.contains(QueueKind.FILMS) && missing.size() < all.size();
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }
}
