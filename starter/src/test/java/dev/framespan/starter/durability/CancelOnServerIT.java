package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a film ends on a Temporal server, what it has at the provider is given back or kept. */
@Tag("long")
class CancelOnServerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    private TemporalDevServer temporal;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(
                folder.resolve("storm.yaml"), "shots:\n  - { id: gull, duration: 3, prompt: a gull flies by }\n");
        temporal = TemporalDevServer.start(folder);
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void theQueuedTaskOfATerminatedFilmIsGivenBackAndItsNextRenderBuysAnother() throws IOException {
        try (SimulatedProvider provider = provider("0.01");
                Program worker = worker(provider);
                Program render = render(provider)) {
            render.awaitStep("gull", "queued", PATIENCE);

            terminate();
            render.assertEnds(1, PATIENCE, worker);
            provider.set("{\"speed\": 60}");
            try (Program next = render(provider)) {
                next.assertEnds(0, PATIENCE, worker);
            }

            assertThat(provider.charges())
                    .extracting(SimulatedProvider.Charge::refunded)
                    .containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void aCancelThatIsLeftGoesOnAndASecondOneWaitsForTheSame() throws IOException {
        try (SimulatedProvider provider = provider("2");
                Program worker = worker(provider);
                Program render = render(provider)) {
            render.awaitStep("gull", "rendering", PATIENCE);
            try (Program first = cancel()) {
                first.awaitLine(line -> line.contains("waits for gull ("), PATIENCE);
                first.interrupt();
                first.assertEnds(130, PATIENCE, worker);
                assertThat(first.err()).anyMatch(line -> line.contains("goes on ending without you, on the Temporal"));
            }
            try (Program second = cancel()) {
                second.assertEnds(0, PATIENCE, worker);
                assertThat(second.out()).anyMatch(line -> line.startsWith("kept") && line.contains(" for gull:"));
            }
            render.assertEnds(1, PATIENCE, worker);
        }
    }

    @Test
    void anAbandonedFilmEndsAtOnceAndItsNextRenderFetchesWhatWasPaidFor() throws IOException {
        try (SimulatedProvider provider = provider("2");
                Program worker = worker(provider);
                Program render = render(provider)) {
            render.awaitStep("gull", "rendering", PATIENCE);
            try (Program cancel = cancel("--abandon")) {
                cancel.assertEnds(0, PATIENCE, worker);
                assertThat(cancel.out()).anyMatch(line -> line.startsWith("running") && line.contains(" for gull:"));
            }
            render.assertEnds(1, PATIENCE, worker);
            try (Program next = render(provider)) {
                next.assertEnds(0, PATIENCE, worker);
            }
            assertThat(provider.charges()).hasSize(1);
        }
    }

    /** As an operator does in Temporal's UI: no code of the film's runs any more. */
    private void terminate() throws IOException {
        String store = Payloads.json()
                .readTree(folder.resolve("store/framespan-store.json").toFile())
                .path("id")
                .asText();
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(temporal.address())
                .build());
        try {
            WorkflowClient.newInstance(service)
                    .newUntypedWorkflowStub("storm@" + store.substring(0, 8))
                    .terminate("by the operator");
        } finally {
            service.shutdownNow();
        }
    }

    private SimulatedProvider provider(String speed) {
        return new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), speed);
    }

    private Program worker(SimulatedProvider provider) {
        Program worker = paying(provider).start("worker", "--store", "store", "--temporal", temporal.address());
        worker.awaitLine(line -> line.contains("worker ready"), PATIENCE);
        return worker;
    }

    private Program render(SimulatedProvider provider) {
        return paying(provider)
                .start("render", "storm.yaml", "--store", "store", "--temporal", temporal.address(), "--json");
    }

    private Program cancel(String... more) {
        String[] words = {"cancel", "storm", "--store", "store", "--temporal", temporal.address()};
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return new FramespanProgram(folder).start(all);
    }

    private FramespanProgram paying(SimulatedProvider provider) {
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key");
    }
}
