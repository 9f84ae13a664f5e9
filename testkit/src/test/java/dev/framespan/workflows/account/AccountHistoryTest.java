package dev.framespan.workflows.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.worker.WorkflowImplementationOptions;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An account that is asked more than fits into one history. */
@Timeout(60)
class AccountHistoryTest {
    private static final long LONGEST_HISTORY = 60;
    private static final int THREADS = 4;
    private static final int EACH = 15;

    /** Ids of the runs that had their turn. */
    private final Set<String> runs = ConcurrentHashMap.newKeySet();

    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS);
    private AccountServer server;

    @BeforeEach
    void start() {
        server = AccountServer.start(worker -> {
            worker.registerWorkflowImplementationFactory(
                    AccountWorkflow.class,
                    given -> {
                        runs.add(Workflow.getInfo().getRunId());
                        return new AccountWorkflowImpl(
                                given.get(0, Account.class), given.get(1, AccountLimits.class), LONGEST_HISTORY);
                    },
                    WorkflowImplementationOptions.getDefaultInstance());
            PermitActivity none = permits -> List.of();
            worker.registerActivitiesImplementations(none);
        });
    }

    @AfterEach
    void end() {
        workers.shutdownNow();
        server.close();
    }

    private AccountReply tell(List<Integer> asks, Map<String, String> submitted, Map<String, String> given) {
        return server.tell(asks, submitted, given);
    }

    @Test
    void beginsAnewWithWhatIsHeldAndLosesNothingThatIsToldRightThen() throws Exception {
        assertThat(tell(List.of(0), null, null).unused()).containsExactly("shot0");
        tell(List.of(), Map.of("shot0", "task-0"), null);

        List<Future<?>> telling = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = 1 + thread * EACH;
            telling.add(workers.submit(() -> {
                for (int number = first; number < first + EACH; number++) {
                    tell(List.of(number), null, null);
                }
            }));
        }
        for (Future<?> each : telling) {
            each.get();
        }

        assertThat(runs).hasSizeGreaterThan(2);
        AccountReply known = server.account().look("worker", server.temporal().currentTimeMillis());
        assertThat(known.running()).isEqualTo(1);
        assertThat(known.waiting()).isEqualTo(THREADS * EACH);
        assertThat(known.unused()).isEmpty();

        assertThat(tell(List.of(1), null, Map.of("shot0", "task-0")).unused()).hasSize(1);
    }
}
