package dev.framespan.workflows.history;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.account.AccountServer;
import dev.framespan.workflows.account.AccountWorkflowImpl;
import dev.framespan.workflows.account.PermitActivity;
import dev.framespan.workflows.generation.AwaitActivity;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GiveBackActivity;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records generations, a film that is cancelled with its own, accounts and terms, as {@link FilmHistoryRecorder} does films. */
class GenerationHistoryRecorder {
    private static final String FILM = "day";
    private static final String RISE = "day/1/rise";
    private static final String SET = "day/1/set";

    private final WorkflowTestServer server = new WorkflowTestServer();
    private volatile boolean finished;

    @AfterEach
    void close() {
        server.close();
    }

    private void record(String name, String workflow) throws IOException {
        RecordedHistories.write(name, workflow, server.history(workflow));
    }

    private void film(String... shots) {
        server.film(new Plans().shots(shots).film(FILM));
    }

    @Test
    void made() throws IOException {
        server.film(new Plans()
                .keyframe("dawn")
                .keyframe("dusk")
                .shot("rise", "dawn", "dusk")
                .film(FILM));
        record("generation", RISE);
    }

    @Test
    void refused() throws IOException {
        server.submit("rise", (purchase, waits, call) -> {
            throw Stop.of(FailureKind.POLICY, purchase, "refused").failure();
        });
        film("rise");
        record("generation-refused", RISE);
    }

    @Test
    void askedUntilThereWasRoom() throws IOException {
        server.submit(
                "rise",
                (purchase, waits, call) -> call <= 3
                        ? SubmitResult.later(Duration.ofSeconds(5), SubmitResult.Cause.LIMIT)
                        : SubmitResult.running(WorkflowTestServer.task(purchase)));
        film("rise");
        record("generation-that-waited", RISE);
    }

    /** After a hundred waits. */
    @Test
    void begunAnew() throws IOException {
        server.submit(
                "rise",
                (purchase, waits, call) -> call <= 101
                        ? SubmitResult.later(Duration.ofSeconds(5), SubmitResult.Cause.LIMIT)
                        : SubmitResult.running(WorkflowTestServer.task(purchase)));
        film("rise");
        record("generation-begun-anew", RISE);
    }

    @Test
    void fetchedTwice() throws IOException {
        server.verify("rise", (task, call) -> {
            if (call == 1) {
                throw task.stop(FailureKind.UNUSABLE, "does not decode").failure();
            }
            return WorkflowTestServer.FACTS;
        });
        film("rise");
        record("generation-fetched-twice", RISE);
    }

    @Test
    void rejected() throws IOException {
        server.verify("rise", (task, call) -> {
            throw task.stop(FailureKind.UNUSABLE, "does not decode").failure();
        });
        film("rise");
        record("generation-of-no-use", RISE);
    }

    @Test
    void endedForToday() throws IOException {
        server.submit(
                "rise",
                (purchase, waits, call) -> call > 1
                        ? SubmitResult.running(WorkflowTestServer.task(purchase))
                        : SubmitResult.nextDay(Duration.ofMinutes(10), "the day's limit is reached", BigDecimal.ONE));
        film("rise");
        String first = server.history(FILM).getEvents().stream()
                .filter(HistoryEvent::hasChildWorkflowExecutionFailedEventAttributes)
                .map(event ->
                        event.getChildWorkflowExecutionFailedEventAttributes().getWorkflowExecution())
                .map(WorkflowExecution::getRunId)
                .findFirst()
                .orElseThrow();
        RecordedHistories.write(
                "generation-that-ended-for-today", RISE, server.client().fetchHistory(RISE, first));
    }

    @Test
    void givenBackAndKept() throws IOException {
        server.giveBack("set", GiveBackActivity.Result.BEGUN);
        for (String id : List.of("rise", "set")) {
            server.await(id, (task, call) -> {
                if (!finished) {
                    throw notYet();
                }
            });
        }
        WorkflowStub film = server.start(new Plans().shots("rise", "set").film(FILM));
        WorkflowTestServer.until(() -> server.calls().containsAll(List.of("await rise", "await set")));
        record("film-at-work", FILM);
        record("generation-at-work", RISE);
        film.cancel();
        WorkflowTestServer.until(() -> server.calls().contains("cancel set"));
        finished = true;
        assertThatThrownBy(() -> server.result(FILM)).isInstanceOf(WorkflowFailedException.class);
        record("film-cancelled", FILM);
        record("generation-given-back", RISE);
        record("generation-kept", SET);
    }

    private static ApplicationFailure notYet() {
        return ApplicationFailure.newBuilder()
                .setMessage("not yet")
                .setType(AwaitActivity.NOT_YET)
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setNextRetryDelay(Duration.ofSeconds(5))
                .build();
    }

    @Test
    void terms() throws IOException {
        server.terms("store", WorkflowTestServer.IDENTITY.realm());
        record("terms", "terms");
    }

    /** A permit is held, given back, and looked after when nobody gives it back; then more is told than one history holds. */
    @Test
    void account() throws IOException {
        String workflow = AccountServer.ACCOUNT.workflowId();
        try (AccountServer account = AccountServer.start(worker -> {
            worker.registerWorkflowImplementationTypes(AccountWorkflowImpl.class);
            PermitActivity all = permits -> permits;
            worker.registerActivitiesImplementations(all);
        })) {
            account.tell(List.of(1, 2), null, null);
            account.tell(List.of(), Map.of("shot1", "task-1"), null);
            account.tell(List.of(), null, Map.of("shot1", "task-1"));
            account.tell(List.of(2), null, null);
            account.tell(List.of(), Map.of("shot2", "task-2"), null);
            account.temporal().sleep(Duration.ofMinutes(5));
            String run = write("account", workflow, account);
            while (account.temporal()
                    .getWorkflowClient()
                    .fetchHistory(workflow)
                    .getEvents()
                    .get(0)
                    .getWorkflowExecutionStartedEventAttributes()
                    .getOriginalExecutionRunId()
                    .equals(run)) {
                account.tell(List.of(3), null, null);
            }
            account.tell(List.of(4), null, null);
            write("account-begun-anew", workflow, account);
        }
    }

    private static String write(String name, String workflow, AccountServer account) throws IOException {
        var history = account.temporal().getWorkflowClient().fetchHistory(workflow);
        RecordedHistories.write(name, workflow, history);
        return history.getEvents()
                .get(0)
                .getWorkflowExecutionStartedEventAttributes()
                .getOriginalExecutionRunId();
    }
}
