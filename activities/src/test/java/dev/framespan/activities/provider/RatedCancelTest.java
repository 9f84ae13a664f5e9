package dev.framespan.activities.provider;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.generation.CancelActivityImpl;
import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.kling.KlingProvider;
import dev.framespan.activities.store.MemoryStore;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.GiveBackActivity;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Twenty tasks are given back at once, and the account may cancel twelve in a second: each comes at its turn. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RatedCancelTest {
    private static final int TASKS = 20;

    /** What a cancelled film does with all that is queued. */
    @WorkflowInterface
    public interface Returns {
        @WorkflowMethod
        List<GiveBackActivity.Result> giveBack(List<ProviderTask> tasks);
    }

    public static final class ReturnsImpl implements Returns {
        private final GiveBackActivity returns = Workflow.newActivityStub(
                GiveBackActivity.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(40))
                        .setScheduleToCloseTimeout(Duration.ofMinutes(6))
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setMaximumInterval(Duration.ofSeconds(10))
                                .build())
                        .build());

        @Override
        public List<GiveBackActivity.Result> giveBack(List<ProviderTask> tasks) {
            List<Promise<GiveBackActivity.Result>> results = new ArrayList<>();
            tasks.forEach(task -> results.add(Async.function(returns::giveBack, task)));
            return results.stream().map(Promise::get).toList();
        }
    }

    private static ProviderTask task(int number) {
        Clock clock = Clock.systemUTC();
        return new ProviderTask(
                String.format("v1:%064x", number),
                1,
                "t-" + number,
                "storm",
                "shot-" + number,
                1,
                false,
                BigDecimal.ONE,
                clock.instant(),
                true,
                null);
    }

    @Test
    void allAreGivenBackThoughMostMustWaitLongerThanACallWaits() throws Exception {
        TestEnvironmentOptions options = TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build();
        try (ScriptedServer server = new ScriptedServer();
                KlingProvider kling = new KlingProvider(
                        server.uri("/v1"), "key", "loopback", false, Catalogue.builtIn(), Clock.systemUTC());
                TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(options)) {
            server.always(answers(200, "{\"task_id\":\"t\",\"status\":\"cancelled\"}"));
            RequestRate rate = new RequestRate(() -> 16);
            RatedProvider rated = new RatedProvider(kling, rate, "kling", Duration.ofMillis(100));
            Worker worker = temporal.newWorker("returns");
            worker.registerWorkflowImplementationTypes(ReturnsImpl.class);
            worker.registerActivitiesImplementations(
                    new CancelActivityImpl(new MemoryStore(), rated, TaskPermits.UNLIMITED, Clock.systemUTC()));
            temporal.start();
            Returns returns = temporal.getWorkflowClient()
                    .newWorkflowStub(
                            Returns.class,
                            WorkflowOptions.newBuilder().setTaskQueue("returns").build());

            long begun = System.nanoTime();
            List<GiveBackActivity.Result> results = returns.giveBack(
                    IntStream.range(0, TASKS).mapToObj(RatedCancelTest::task).toList());
            double seconds = (System.nanoTime() - begun) / 1e9;

            assertThat(results).hasSize(TASKS).containsOnly(GiveBackActivity.Result.GIVEN_BACK);
            assertThat(server.asked()).as("each once").hasSize(TASKS);
            assertThat(seconds).as("twelve a second").isGreaterThan(1.2);
            assertThat(rate.waitingFirst()).isZero();
        }
    }
}
