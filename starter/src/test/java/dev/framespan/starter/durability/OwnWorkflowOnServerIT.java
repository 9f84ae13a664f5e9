package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.studio.ClipRequest;
import dev.framespan.workflows.studio.Studio;
import dev.framespan.workflows.studio.StudioSettings;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workflow of a developer's own, on a worker of its own and a real Temporal server, leaves nothing queued however it ends. */
@Tag("long")
class OwnWorkflowOnServerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    /** A developer's own workflow: a clip is in the making while it asks for one that the provider refuses. */
    @WorkflowInterface
    public interface OwnWorkflow {
        @WorkflowMethod
        String make(StudioSettings settings);

        @SignalMethod
        void goOn();
    }

    public static final class OwnWorkflowImpl implements OwnWorkflow {
        private boolean told;

        @Override
        public String make(StudioSettings settings) {
            Studio studio = Studio.open(settings);
            studio.clip(ClipRequest.generate("a gull flies by").named("gull"));
            Workflow.await(() -> told);
            return studio.clip(ClipRequest.generate("[refuse] a boat").named("boat"))
                    .get()
                    .id();
        }

        @Override
        public void goOn() {
            told = true;
        }
    }

    @Test
    void whatAnOwnWorkflowHasQueuedIsRefundedWhenAPromiseFailsIt() throws IOException {
        ownWorkflow(own -> {
            own.signal("goOn");
            assertThatThrownBy(() -> own.getResult(String.class)).isInstanceOf(WorkflowFailedException.class);
        });
    }

    @Test
    void whatAnOwnWorkflowHasQueuedIsRefundedWhenItIsCancelled() throws IOException {
        ownWorkflow(own -> {
            own.cancel();
            assertThatThrownBy(() -> own.getResult(String.class)).hasCauseInstanceOf(CanceledFailure.class);
        });
    }

    /** @param end of a workflow that has a task in the provider's queue */
    private void ownWorkflow(Consumer<WorkflowStub> end) throws IOException {
        FramespanProgram framespan = new FramespanProgram(folder);
        try (TemporalDevServer temporal = TemporalDevServer.start(folder);
                SimulatedProvider provider = new SimulatedProvider(framespan, folder.resolve("provider"), "0.01");
                Program worker = framespan
                        .with("KLING_BASE_URL", provider.url())
                        .with("KLING_API_KEY", "test-key")
                        .start("worker", "--store", "store", "--temporal", temporal.address())) {
            worker.awaitLine(line -> line.contains("worker ready"), PATIENCE);
            WorkIdentity identity = new WorkIdentity(
                    Payloads.json()
                            .readTree(
                                    folder.resolve("store/framespan-store.json").toFile())
                            .path("id")
                            .asText(),
                    "loopback");
            temporal.use(client -> {
                WorkerFactory factory = WorkerFactory.newInstance(client);
                factory.newWorker("own").registerWorkflowImplementationTypes(OwnWorkflowImpl.class);
                factory.start();
                try {
                    OwnWorkflow own = client.newWorkflowStub(
                            OwnWorkflow.class,
                            WorkflowOptions.newBuilder()
                                    .setWorkflowId("song")
                                    .setTaskQueue("own")
                                    .build());
                    WorkflowClient.start(own::make, new StudioSettings("song", 1280, 720, null, 5, identity));
                    Await.until(
                            "a queued task", PATIENCE, () -> provider.charges().size() == 1);

                    end.accept(WorkflowStub.fromTyped(own));

                    Await.until("its refund", PATIENCE, () -> provider.charges()
                            .get(0)
                            .refunded());
                } finally {
                    factory.shutdownNow();
                }
            });
        }
    }
}
