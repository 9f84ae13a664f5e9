package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.film.FilmWorkflowImpl;
import dev.framespan.workflows.generation.GenerationWorkflowImpl;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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

            // As an operator does in Temporal's UI: no code of the film's runs any more.
            temporal.use(client -> client.newUntypedWorkflowStub(film()).terminate("by the operator"));
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
        try (SimulatedProvider provider = provider("60");
                Program worker = worker(provider);
                Program render = render(provider)) {
            provider.keepProcessing();
            render.awaitStep("gull", "rendering", PATIENCE);
            try (Program first = cancel()) {
                first.awaitLine(line -> line.contains("waits for gull ("), PATIENCE);
                first.interrupt();
                first.assertEnds(130, PATIENCE, worker);
                assertThat(first.err()).anyMatch(line -> line.contains("goes on ending without you, on the Temporal"));
            }
            try (Program second = cancel()) {
                second.awaitLine(line -> line.contains("waits for gull ("), PATIENCE);
                provider.mendFaults();
                second.assertEnds(0, PATIENCE, worker);
                assertThat(second.out()).anyMatch(line -> line.startsWith("kept") && line.contains(" for gull:"));
            }
            render.assertEnds(1, PATIENCE, worker);
        }
    }

    @Test
    void anAbandonedFilmEndsAtOnceAndItsNextRenderFetchesWhatWasPaidFor() throws IOException {
        try (SimulatedProvider provider = provider("60");
                Program worker = worker(provider);
                Program render = render(provider)) {
            provider.keepProcessing();
            render.awaitStep("gull", "rendering", PATIENCE);
            try (Program cancel = cancel("--abandon")) {
                cancel.assertEnds(0, PATIENCE, worker);
                assertThat(cancel.out()).anyMatch(line -> line.startsWith("running") && line.contains(" for gull:"));
            }
            render.assertEnds(1, PATIENCE, worker);
            provider.mendFaults();
            try (Program next = render(provider)) {
                next.assertEnds(0, PATIENCE, worker);
            }
            assertThat(provider.charges()).hasSize(1);
        }
    }

    @Test
    void aCancelInTemporalsUiGivesBackWhatIsQueuedAndKeepsWhatHasBegun() throws Exception {
        Files.writeString(
                folder.resolve("storm.yaml"),
                "shots:\n  - { id: gull, duration: 3, prompt: a gull flies by }\n"
                        + "  - { id: boat, duration: 3, prompt: a boat that is begun }\n");
        try (SimulatedProvider provider = provider("0.01")) {
            // A queue of minutes, but for the one that is submitted last.
            provider.misbehave(
                    "{\"on\":\"submit\",\"match\":{\"prompt_contains\":\"begun\"},\"do\":\"status:429\",\"retry_after\":1}");
            try (Program worker = worker(provider);
                    Program render = render(provider)) {
                render.awaitStep("gull", "queued", PATIENCE);
                provider.set("{\"speed\": 60}");
                provider.mendFaults();
                provider.keepProcessing("begun");
                render.awaitStep("boat", "rendering", PATIENCE);

                temporal.use(client -> client.newUntypedWorkflowStub(film()).cancel());
                Await.until("the refund of what is queued", PATIENCE, () -> provider.charges().stream()
                        .anyMatch(SimulatedProvider.Charge::refunded));
                provider.mendFaults();

                render.assertEnds(1, PATIENCE, worker);
                assertSettled(new FramespanProgram(folder).start("status", "storm", "--store", "store"));
                // Who asks once more hears the same, and changes nothing.
                Program again = cancel();
                assertSettled(again);
                assertThat(again.err())
                        .anyMatch(line -> line.contains("storm is cancelled already; nothing to cancel"));
            }
            assertThat(provider.charges())
                    .extracting(charge -> charge.prompt() + ": " + charge.refunded())
                    .containsExactlyInAnyOrder("a gull flies by: true", "a boat that is begun: false");
            temporal.use(client -> {
                for (String workflow : List.of(film(), film() + "/1/gull", film() + "/1/boat")) {
                    replay(client.fetchHistory(workflow));
                }
            });
        }
    }

    private static void assertSettled(Program said) {
        try (said) {
            said.assertEnds(0, PATIENCE);
            assertThat(said.out())
                    .anyMatch(line -> line.startsWith("refunded ") && line.contains(" $0.2142 for gull:"))
                    .anyMatch(line -> line.startsWith("kept ") && line.contains(" $0.2142 for boat:"))
                    .noneMatch(line -> line.startsWith("running "));
        }
    }

    /** As a worker does that has forgotten the workflow. The server writes some events between those that commands make. */
    private static void replay(WorkflowExecutionHistory history) {
        try (TestWorkflowEnvironment replaying = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build())) {
            Worker worker = replaying.newWorker("replay");
            worker.registerWorkflowImplementationTypes(FilmWorkflowImpl.class, GenerationWorkflowImpl.class);
            WorkflowReplayer.replayWorkflowExecution(history, worker);
        } catch (Exception e) {
            throw new AssertionError(history.toJson(true), e);
        }
    }

    private String film() {
        return "storm@" + store().substring(0, 8);
    }

    private String store() {
        try {
            return Payloads.json()
                    .readTree(folder.resolve("store/framespan-store.json").toFile())
                    .path("id")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
