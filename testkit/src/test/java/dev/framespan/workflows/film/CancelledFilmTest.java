package dev.framespan.workflows.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.generation.AwaitActivity;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationWorkflow;
import dev.framespan.workflows.generation.GenerationWorkflowImpl;
import dev.framespan.workflows.generation.GiveBackActivity.Result;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.studio.ClipRequest;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.Studio;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is queued is given back, what has begun is kept, and what another film waits for is left alone. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CancelledFilmTest {
    private final WorkflowTestServer server = new WorkflowTestServer();
    private volatile boolean finished;

    @AfterEach
    void close() {
        server.close();
    }

    private void takesLong(String... ids) {
        for (String id : ids) {
            server.await(id, (task, call) -> {
                if (!finished) {
                    throw notYet(Duration.ofSeconds(5));
                }
            });
        }
    }

    private static ApplicationFailure notYet(Duration delay) {
        return ApplicationFailure.newBuilder()
                .setMessage("not yet")
                .setType(AwaitActivity.NOT_YET)
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setNextRetryDelay(delay)
                .build();
    }

    private WorkflowStub begun(String... shots) {
        takesLong(shots);
        WorkflowStub film = server.start(new Plans().shots(shots).film("storm"));
        for (String shot : shots) {
            WorkflowTestServer.until(() -> server.calls().contains("await " + shot));
        }
        return film;
    }

    private FilmWorkflow film() {
        return server.client().newWorkflowStub(FilmWorkflow.class, "storm");
    }

    private void endsCancelled() {
        assertThatThrownBy(() -> server.result("storm"))
                .isInstanceOf(WorkflowFailedException.class)
                .hasCauseInstanceOf(CanceledFailure.class);
    }

    private Map<String, Item> items() {
        return server.receiptInput().items().stream().collect(Collectors.toMap(Item::id, Function.identity()));
    }

    @Test
    void whatHasBegunIsAwaitedFetchedAndVerifiedBeforeTheFilmEndsAsCancelled() throws Exception {
        server.giveBack("begun", Result.BEGUN);
        WorkflowStub film = begun("queued", "begun");

        film.cancel();
        WorkflowTestServer.until(() -> film().status().cutting().equals(FilmStatus.CANCELLING));
        WorkflowTestServer.until(() -> server.calls().contains("cancel begun"));
        assertThat(server.calls()).doesNotContain("close CANCELLED");
        finished = true;

        endsCancelled();
        assertThat(items().get("queued").stop().kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(server.receiptInput().cancelled().atWork()).containsExactly("queued", "begun");
        assertThat(server.calls())
                .doesNotContain("fetch queued", "assemble")
                .containsSubsequence("cancel begun", "fetch begun", "verify begun", "close CANCELLED");
        replays("storm", "storm/1/queued", "storm/1/begun");
    }

    /** As a worker does that has forgotten the workflow. */
    private void replays(String... workflows) throws Exception {
        try (TestWorkflowEnvironment replaying = WorkflowTestServer.server()) {
            Worker worker = replaying.newWorker("replay");
            worker.registerWorkflowImplementationTypes(FilmWorkflowImpl.class, GenerationWorkflowImpl.class);
            for (String workflow : workflows) {
                WorkflowReplayer.replayWorkflowExecution(server.history(workflow), worker);
            }
        }
    }

    @Test
    void whatAnotherFilmWaitsForIsNotAwaited() {
        server.giveBack("shared", Result.LEFT_TO_ANOTHER);
        WorkflowStub film = begun("shared");

        film.cancel();

        endsCancelled();
        assertThat(items().get("shared").stop().kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(server.calls()).doesNotContain("fetch shared");
    }

    @Test
    void aSecondCancelChangesNothing() {
        server.giveBack("begun", Result.BEGUN);
        WorkflowStub film = begun("begun");

        film.cancel();
        WorkflowTestServer.until(() -> server.calls().contains("cancel begun"));
        film.cancel();
        finished = true;

        endsCancelled();
        assertThat(server.times("verify begun")).isEqualTo(1);
        assertThat(server.times("cancel begun")).isEqualTo(1);
    }

    @Test
    void anAbandonedFilmEndsAtOnceAndStillGivesBackWhatIsQueued() {
        server.giveBack("begun", Result.BEGUN);
        WorkflowStub film = begun("queued", "begun");

        film().abandon();
        film.cancel();

        endsCancelled();
        assertThat(items().get("begun").stop().kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(server.calls()).contains("cancel queued").doesNotContain("fetch begun");
    }

    @Test
    void aFilmThatWaitsCanBeAbandonedAfterwards() {
        server.giveBack("begun", Result.BEGUN);
        WorkflowStub film = begun("begun");
        film.cancel();
        WorkflowTestServer.until(() -> server.calls().contains("cancel begun"));

        film().abandon();

        endsCancelled();
        assertThat(items().get("begun").stop().kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(server.calls()).doesNotContain("fetch begun");
    }

    @Test
    void whatFailsAtTheProviderWhileItIsWaitedForKeepsNoFilmFromEnding() {
        server.giveBack("begun", Result.BEGUN);
        WorkflowStub film = begun("begun");
        server.await("begun", (task, call) -> {
            // Not before the workflow has asked to cancel the first await: the test server would forget that request.
            if (!server.calls().contains("cancel begun")) {
                throw notYet(Duration.ofSeconds(5));
            }
            throw task.stop(FailureKind.FAILED, "failed at the provider").failure();
        });

        film.cancel();

        endsCancelled();
        assertThat(server.calls()).contains("close CANCELLED").doesNotContain("fetch begun");
    }

    @Test
    void whatIsBeingFetchedIsFetchedOnceMoreAndKept() {
        server.giveBack("begun", Result.BEGUN);
        server.fetch("begun", (task, call) -> {
            if (!finished) {
                throw notYet(Duration.ofSeconds(5));
            }
        });
        WorkflowStub film = server.start(new Plans().shots("begun").film("storm"));
        WorkflowTestServer.until(() -> server.calls().contains("fetch begun"));

        film.cancel();
        WorkflowTestServer.until(() -> server.calls().contains("cancel begun"));
        finished = true;

        endsCancelled();
        assertThat(server.calls())
                .containsSubsequence("cancel begun", "fetch begun", "verify begun", "close CANCELLED");
    }

    @Test
    void whatIsToBeAskedForAnewJustWhenItsFilmIsCancelledIsGivenBackOrKept() {
        server.giveBack("begun", Result.BEGUN);
        server.fetch("begun", (task, call) -> {
            if (call == 1) {
                WorkflowTestServer.until(() -> finished);
                throw task.stop(FailureKind.FAILED, "another film has given it back")
                        .askedAnew()
                        .failure();
            }
        });
        WorkflowStub film = server.start(new Plans().shots("begun").film("storm"));
        WorkflowTestServer.until(() -> server.calls().contains("fetch begun"));

        film.cancel();
        WorkflowTestServer.until(() -> server.history("storm/1/begun").getEvents().stream()
                .anyMatch(HistoryEvent::hasActivityTaskCancelRequestedEventAttributes));
        finished = true;

        endsCancelled();
        assertThat(server.times("submit begun")).isEqualTo(1);
        assertThat(server.calls())
                .containsSubsequence("cancel begun", "fetch begun", "verify begun", "close CANCELLED");
    }

    @Test
    void anOwnWorkflowIsToldThatItIsCancelledWhenWhatItPaidForIsKept() {
        takesLong("gull");
        server.giveBack("gull", Result.BEGUN);
        WorkflowStub own = server.own("song", settings -> Studio.open(settings)
                .clip(ClipRequest.generate("gull").named("gull"))
                .get()
                .id());
        WorkflowTestServer.until(() -> server.calls().contains("await gull"));

        own.cancel();
        WorkflowTestServer.until(() -> server.calls().contains("cancel gull"));
        finished = true;

        assertThatThrownBy(() -> own.getResult(String.class)).hasCauseInstanceOf(CanceledFailure.class);
        assertThat(server.calls()).contains("verify gull");
    }

    @Test
    void theChildrenOfAWorkflowThatEndsAreCancelledAndNotTerminated() {
        begun("gull");

        assertThat(server.history("storm").getEvents())
                .filteredOn(event -> event.hasStartChildWorkflowExecutionInitiatedEventAttributes())
                .extracting(event -> event.getStartChildWorkflowExecutionInitiatedEventAttributes()
                        .getParentClosePolicy())
                .containsExactly(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL);
    }

    @Test
    void aShotThatAnEarlierRunIsStillKeepingIsWaitedForAndAskedForAgain() {
        takesLong("gull");
        GenerationWorkflow earlier = server.client()
                .newWorkflowStub(
                        GenerationWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId("storm/1/gull")
                                .setTaskQueue(TaskQueues.of(WorkflowTestServer.IDENTITY)
                                        .films())
                                .build());
        WorkflowClient.start(earlier::make, Plans.purchase("gull"), 0, GenerationWorkflow.REVISION);
        WorkflowTestServer.until(() -> server.calls().contains("await gull"));

        server.start(new Plans().shots("gull").film("storm"));
        WorkflowTestServer.until(
                () -> server.client().newWorkflowStub(FilmWorkflow.class, "storm").status().items().stream()
                        .anyMatch(item -> item.state() == Item.State.IN_PROGRESS));
        finished = true;

        assertThat(server.result("storm").outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(server.times("submit gull")).as("once by each").isEqualTo(2);
    }
}
