package dev.framespan.workflows.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An account's limits on a server. */
@Timeout(60)
class AccountWorkflowTest {

    private final List<Permit> ended = new CopyOnWriteArrayList<>();
    private final CountDownLatch looking = new CountDownLatch(1);
    private volatile CountDownLatch answers = new CountDownLatch(0);
    private AccountServer server;
    private AccountWorkflow account;

    @BeforeEach
    void start() {
        PermitActivity ends = permits -> {
            looking.countDown();
            awaitAnswers();
            return permits.stream()
                    .filter(permit -> permit.task() != null)
                    .peek(ended::add)
                    .toList();
        };
        server = AccountServer.start(worker -> {
            worker.registerWorkflowImplementationTypes(AccountWorkflowImpl.class);
            worker.registerActivitiesImplementations(ends);
        });
        account = server.account();
    }

    private void awaitAnswers() {
        try {
            answers.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void end() {
        answers.countDown();
        server.close();
    }

    private AccountReply tell(List<Integer> asks, Map<String, String> submitted, Map<String, String> given) {
        return server.tell(asks, submitted, given);
    }

    @Test
    void aPermitIsHeldUntilItsTaskHasEnded() {
        assertThat(tell(List.of(1, 2), null, null).unused()).containsExactly("shot1");
        tell(List.of(), Map.of("shot1", "task-1"), null);
        assertThat(account.look("worker", 0).waiting()).isEqualTo(1);

        tell(List.of(), null, Map.of("shot1", "task-1"));

        assertThat(tell(List.of(2), null, null).unused()).containsExactly("shot2");
    }

    @Test
    void aPermitWhoseFilmIsGoneReturnsWhenTheProviderSaysThatItsTaskHasEnded() {
        tell(List.of(1), null, null);
        tell(List.of(), Map.of("shot1", "task-1"), null);

        server.temporal().sleep(Duration.ofMinutes(5));

        assertThat(ended).extracting(Permit::task).contains("task-1");
        assertThat(tell(List.of(2), null, null).unused()).containsExactly("shot2");
    }

    private String run() {
        return server.temporal()
                .getWorkflowClient()
                .getWorkflowServiceStubs()
                .blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(server.temporal().getNamespace())
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(AccountServer.ACCOUNT.workflowId()))
                        .build())
                .getWorkflowExecutionInfo()
                .getExecution()
                .getRunId();
    }

    @Test
    void aFullHistoryDoesNotWaitForAProviderThatHangs() throws Exception {
        answers = new CountDownLatch(1);
        tell(List.of(1), null, null);
        tell(List.of(), Map.of("shot1", "task-1"), null);
        String first = run();
        sleepInTheBackground(Duration.ofMinutes(4));
        assertThat(looking.await(30, TimeUnit.SECONDS)).isTrue();

        int told = 0;
        while (run().equals(first)) {
            assertThat(told).as("exchanges of one run").isLessThan(2000);
            tell(List.of(2), null, null);
            told++;
        }

        assertThat(tell(List.of(2), null, null).running()).isEqualTo(1);
        assertThat(ended).isEmpty();
    }

    /** The test server's time stands still from the beginning of an activity to its end, so nothing waits for this. */
    private void sleepInTheBackground(Duration time) {
        Thread sleeping = new Thread(() -> {
            try {
                server.temporal().sleep(time);
            } catch (StatusRuntimeException e) {
                // The test has closed the server.
                return;
            }
        });
        sleeping.setDaemon(true);
        sleeping.start();
    }

    @Test
    void itEndsWhenNothingWasAskedForAnHour() {
        tell(List.of(1), null, null);
        tell(List.of(), null, Map.of("shot1", ""));

        server.temporal().sleep(Duration.ofMinutes(70));

        WorkflowStub.fromTyped(account).getResult(Void.class);
    }

    @Test
    void anOutageIsRememberedForHalfADayWhileNothingIsAsked() {
        List<SubmissionAnswer> answers =
                List.of(new SubmissionAnswer("a", "shot1", 0, false), new SubmissionAnswer("b", "shot2", 0, false));
        account.exchange(new AccountExchange("worker", 1, 10, null, null, null, null, answers, null, null, null));

        server.temporal().sleep(Duration.ofHours(2));
        AccountReply later =
                account.exchange(new AccountExchange("worker", 1, 10, null, null, null, null, null, null, null, null));
        assertThat(later.state().probeDue()).isTrue();
        server.temporal().sleep(Duration.ofHours(11));

        WorkflowStub.fromTyped(account).getResult(Void.class);
    }
}
