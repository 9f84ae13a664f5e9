package dev.framespan.activities.generation;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.kling.KlingProvider;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.testing.TestTask;
import dev.framespan.activities.testing.UtcClock;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.AwaitActivity;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A task is awaited, with Temporal's own retries and skipped time, on a machine whose clock is set back. */
@Timeout(60)
class ClockSetBackTest {
    private static final Duration BACK = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private ScriptedServer server;
    private TestWorkflowEnvironment temporal;
    private KlingProvider provider;
    private volatile Duration behind = BACK;
    // When the workflow has ended, the skipped time runs on to its own limit.
    private volatile long looked;

    @WorkflowInterface
    public interface Awaiting {
        @WorkflowMethod
        void await(ProviderTask task);
    }

    public static final class AwaitingImpl implements Awaiting {
        @Override
        public void await(ProviderTask task) {
            Workflow.newActivityStub(
                            AwaitActivity.class,
                            ActivityOptions.newBuilder()
                                    .setStartToCloseTimeout(Duration.ofSeconds(20))
                                    .build())
                    .await(task);
        }
    }

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer();
        temporal = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
        Clock clock = new SetBack();
        provider = new KlingProvider(server.uri("/v1"), "key", "loopback", false, Catalogue.builtIn(), clock);
        io.temporal.worker.Worker worker = temporal.newWorker("await");
        worker.registerWorkflowImplementationTypes(AwaitingImpl.class);
        worker.registerActivitiesImplementations(
                new AwaitActivityImpl(DirectoryStore.open(folder), provider, TaskPermits.UNLIMITED, clock));
        temporal.start();
    }

    @AfterEach
    void close() throws IOException {
        temporal.close();
        provider.close();
        server.close();
    }

    private Duration await() {
        long start = temporal.currentTimeMillis();
        ProviderTask task = TestTask.submittedAt(Instant.ofEpochMilli(start)).build();
        Awaiting awaiting = temporal.getWorkflowClient()
                .newWorkflowStub(
                        Awaiting.class,
                        WorkflowOptions.newBuilder().setTaskQueue("await").build());
        Throwable thrown = catchThrowable(() -> awaiting.await(task));
        if (thrown != null) {
            assertThat(Stop.of(thrown).map(Stop::kind)).contains(FailureKind.LOST);
        }
        return Duration.ofMillis(looked - start);
    }

    @Test
    void aTaskFromTheFutureIsLookedAtAfterTheFirstDelayAndNotWhenTheClockHasCaughtUp() {
        server.then(answers(200, "{\"status\":\"processing\"}")).always(exchange -> {
            looked = temporal.currentTimeMillis();
            answers(200, "{\"status\":\"completed\"}").answer(exchange);
        });

        assertThat(await()).isBetween(Duration.ofSeconds(3), Duration.ofMinutes(1));
    }

    @Test
    void aTaskThatIsMissingWhileTheClockIsSetBackIsLostAfterAMinuteAllTheSame() {
        behind = Duration.ZERO;
        server.then(exchange -> {
                    answers(404, "").answer(exchange);
                    behind = BACK;
                })
                .always(exchange -> {
                    looked = temporal.currentTimeMillis();
                    answers(404, "").answer(exchange);
                });

        assertThat(await()).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(3));
    }

    private final class SetBack extends UtcClock {
        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(temporal.currentTimeMillis()).minus(behind);
        }
    }
}
