package dev.framespan.workflows.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.generation.AwaitActivity;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationWorkflowImpl;
import dev.framespan.workflows.generation.GiveBackActivity.Result;
import dev.framespan.workflows.generation.ProviderTask;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A film is cancelled while its provider cannot be reached: nothing that can be given back is lost, nor anything that is paid for. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnheardCancelTest {
    private static final Consumer<ProviderTask> BEGUN = task -> {};

    private final WorkflowTestServer server = new WorkflowTestServer();
    private final List<Instant> tried = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    /** @param answer what the provider says of the task, half an hour after it was asked first to take it back */
    private WorkflowStub begun(Consumer<ProviderTask> answer) {
        server.await("gull", (task, call) -> {
            if (tried.isEmpty() || server.now().isBefore(tried.get(0).plus(Duration.ofMinutes(30)))) {
                throw ApplicationFailure.newBuilder()
                        .setMessage("the provider does not answer")
                        .setType(AwaitActivity.UNANSWERED)
                        .setCategory(ApplicationErrorCategory.BENIGN)
                        .setNextRetryDelay(Duration.ofMinutes(1))
                        .build();
            }
            answer.accept(task);
        });
        WorkflowStub film = server.start(new Plans().shots("gull").film("storm"));
        WorkflowTestServer.until(() -> server.calls().contains("await gull"));
        return film;
    }

    private void isUnheardFor(Duration outage) {
        server.giveBack("gull", (task, call) -> {
            Instant now = server.now();
            tried.add(now);
            if (now.isBefore(tried.get(0).plus(outage))) {
                throw ApplicationFailure.newFailure("HTTP 503", "Cancel");
            }
            return Result.GIVEN_BACK;
        });
    }

    private void endsCancelled() {
        assertThatThrownBy(() -> server.result("storm"))
                .isInstanceOf(WorkflowFailedException.class)
                .hasCauseInstanceOf(CanceledFailure.class);
    }

    private void replays() throws Exception {
        try (TestWorkflowEnvironment replaying = WorkflowTestServer.server()) {
            Worker worker = replaying.newWorker("replay");
            worker.registerWorkflowImplementationTypes(FilmWorkflowImpl.class, GenerationWorkflowImpl.class);
            WorkflowReplayer.replayWorkflowExecution(server.history("storm/1/gull"), worker);
        }
    }

    @Test
    void aProviderThatRefusesForTwentySecondsTakesItBackThen() {
        isUnheardFor(Duration.ofSeconds(20));
        WorkflowStub film = begun(BEGUN);

        film.cancel();

        endsCancelled();
        assertThat(Duration.between(tried.get(0), tried.get(tried.size() - 1)))
                .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(31));
        assertThat(server.calls()).doesNotContain("fetch gull");
    }

    @Test
    void whatCannotBeGivenBackForMinutesIsAwaitedAndKept() throws Exception {
        isUnheardFor(Duration.ofHours(1));
        WorkflowStub film = begun(BEGUN);

        film.cancel();

        endsCancelled();
        assertThat(server.calls())
                .containsSubsequence("cancel gull", "await gull", "fetch gull", "verify gull", "close CANCELLED");
        Duration asked = Duration.between(tried.get(0), tried.get(tried.size() - 1));
        assertThat(asked).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
        replays();
    }

    @Test
    void whatTurnsOutToBeCancelledKeepsNoFilmFromEnding() {
        isUnheardFor(Duration.ofHours(1));
        WorkflowStub film = begun(task -> {
            throw task.stop(FailureKind.CANCELLED, "the film storm gave the task back")
                    .failure();
        });

        film.cancel();

        endsCancelled();
        assertThat(server.calls())
                .containsSubsequence("cancel gull", "await gull", "close CANCELLED")
                .doesNotContain("fetch gull");
    }

    @Test
    void anAbandonedFilmDoesNotWaitForTheProvider() {
        isUnheardFor(Duration.ofHours(1));
        WorkflowStub film = begun(BEGUN);
        server.client().newWorkflowStub(FilmWorkflow.class, "storm").abandon();

        film.cancel();

        endsCancelled();
        assertThat(server.calls()).doesNotContain("fetch gull");
    }
}
