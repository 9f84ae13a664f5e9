package dev.framespan.activities.generation;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.kling.KlingProvider;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.testing.TestTask;
import dev.framespan.activities.testing.UtcClock;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.AwaitActivity;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationWorkflow;
import dev.framespan.workflows.generation.GenerationWorkflowImpl;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitActivity;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.generation.VerifyActivity;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A result that cannot be fetched at once, with Temporal's own retries and skipped time: when it is lost, and when it is not. */
@Timeout(60)
class DeadLinkTest {
    private static final byte[] CLIP = "\0\0\0\u0018ftypisom\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    Path folder;

    private ScriptedServer server;
    private TestWorkflowEnvironment temporal;
    private KlingProvider provider;
    private FetchActivityImpl fetch;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer();
        temporal = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
        Clock clock = new ServersClock(temporal);
        provider = new KlingProvider(server.uri("/v1"), "key", "loopback", true, Catalogue.builtIn(), clock);
        fetch = new FetchActivityImpl(DirectoryStore.open(folder), provider, clock);
        temporal.newWorker(TaskQueues.FILMS).registerWorkflowImplementationTypes(GenerationWorkflowImpl.class);
        temporal.newWorker(TaskQueues.SUBMIT).registerActivitiesImplementations((SubmitActivity)
                (purchase, waits) -> SubmitResult.running(task(purchase)));
        temporal.newWorker(TaskQueues.AWAIT).registerActivitiesImplementations((AwaitActivity) task -> {});
        temporal.newWorker(TaskQueues.FETCH).registerActivitiesImplementations(fetch);
        temporal.newWorker(TaskQueues.MEDIA).registerActivitiesImplementations(new Decodes());
        temporal.start();
    }

    @AfterEach
    void close() throws IOException {
        temporal.close();
        fetch.close();
        provider.close();
        server.close();
    }

    private static ProviderTask task(Purchase purchase) {
        return TestTask.submittedAt(Instant.EPOCH)
                .fingerprint(TestPurchases.fingerprint())
                .build();
    }

    private Take make() {
        return temporal.getWorkflowClient()
                .newWorkflowStub(
                        GenerationWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.FILMS)
                                .setWorkflowExecutionTimeout(Duration.ofDays(60))
                                .build())
                .make(TestPurchases.purchase("run"), 0, GenerationWorkflow.REVISION);
    }

    private void names(String link) {
        server.then(answers(
                200,
                "{\"status\":\"completed\",\"result\":{\"videos\":[{\"url\":[\"" + server.uri(link)
                        + "\"],\"expires_at\":1900000000}]}}"));
    }

    private void leadsNowhere(int times) {
        for (int i = 0; i < times; i++) {
            names("/old");
            server.then(answers(403, "expired"));
        }
    }

    private void isDown(int times) {
        for (int i = 0; i < times; i++) {
            server.then(answers(503, "down"));
        }
    }

    @Test
    void aProviderThatIsDownForLongAndThenNamesAnExpiredLinkLosesNothing() {
        isDown(12);
        leadsNowhere(1);
        names("/new");
        server.then(answers(200, CLIP));

        assertThat(make().task()).isEqualTo("t-1");
    }

    @Test
    void linksThatLeadNowhereAreCountedInARow() {
        leadsNowhere(7);
        isDown(1);
        leadsNowhere(7);
        names("/new");
        server.then(answers(200, CLIP));

        assertThat(make().task()).isEqualTo("t-1");
    }

    @Test
    void aResultWhoseLinksLeadNowhereForAMinuteAndMoreIsLost() {
        leadsNowhere(8);

        Throwable failure = catchThrowable(this::make);

        assertThat(Stop.of(failure)
                        .orElseThrow(() -> new AssertionError(failure))
                        .kind())
                .isEqualTo(FailureKind.LOST);
    }

    private record Decodes() implements VerifyActivity {
        @Override
        public Take verify(ProviderTask task, Asset original) {
            return new Take(
                    original, TestPurchases.FACTS, task.fingerprint(), 1, task.task(), task.priceUsd(), task.bought());
        }

        @Override
        public void reject(ProviderTask task, String reason) {}
    }

    private static final class ServersClock extends UtcClock {
        private final TestWorkflowEnvironment temporal;

        ServersClock(TestWorkflowEnvironment temporal) {
            this.temporal = temporal;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(temporal.currentTimeMillis());
        }
    }
}
