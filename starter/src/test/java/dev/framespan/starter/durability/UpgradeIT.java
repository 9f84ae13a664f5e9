package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.payload.Payloads;
import io.grpc.StatusRuntimeException;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worker is killed half-way through a film, and the next one is of another build. */
@Tag("long")
class UpgradeIT {
    private static final String REST = "Workflow.sleep(java.time.Duration.ofSeconds(1));";
    private static final String GUARDED =
            "if (Workflow.getVersion(\"rests-first\", Workflow.DEFAULT_VERSION, 1) == 1) { " + REST + " }";
    private static final String THROWING =
            "if (plan.film().equals(\"film\")) { throw new IllegalStateException(\"a bug\"); }";

    @TempDir
    Path folder;

    @Test
    void theNextBuildDeliversTheFilmThatWasBegunBeforeItsChange() throws IOException {
        Path next = OtherBuild.ofFilms(folder.resolve("next"), GUARDED);
        try (ServerSetup setup = new ServerSetup(folder, "4")) {
            Program first = setup.worker();
            try (Program render = setup.render()) {
                setup.awaitTasks(3, "processing");
                first.kill();
                try (Program second = setup.workerOf(next)) {
                    render.assertEnds(0, ServerSetup.PATIENCE, second);
                    setup.assertPaidOnce();
                    setup.assertWhole();
                    assertThat(events(setup, "film")).noneMatch(HistoryEvent::hasTimerStartedEventAttributes);

                    try (Program another = another(setup)) {
                        another.assertEnds(0, ServerSetup.PATIENCE, second);
                    }
                    assertThat(events(setup, "other")).anyMatch(HistoryEvent::hasTimerStartedEventAttributes);
                }
            }
        }
    }

    /** A command that no history has, and an exception: whatever is wrong with a build, the film waits for a better one. */
    @ParameterizedTest
    @ValueSource(strings = {REST, THROWING})
    void aBuildThatCannotGoOnWithAFilmHoldsUpThatFilmAloneUntilItIsMended(String bug) throws IOException {
        Path broken = OtherBuild.ofFilms(folder.resolve("broken"), bug);
        try (ServerSetup setup = new ServerSetup(folder, "4")) {
            Program first = setup.worker();
            try (Program render = setup.render()) {
                setup.awaitTasks(3, "processing");
                first.kill();
                try (Program second = setup.workerOf(broken)) {
                    awaitEvent(setup, "film", HistoryEvent::hasWorkflowTaskFailedEventAttributes);
                    try (Program another = another(setup)) {
                        another.assertEnds(0, ServerSetup.PATIENCE, second);
                    }
                    assertThat(events(setup, "film"))
                            .noneMatch(HistoryEvent::hasWorkflowExecutionFailedEventAttributes)
                            .noneMatch(HistoryEvent::hasWorkflowExecutionCompletedEventAttributes);
                    // A dead worker's task is given on a few times, too: status says it once there have been more
                    // failures than those.
                    Await.until("what holds the film up", ServerSetup.PATIENCE, () -> status(setup)
                            .contains("this version of the worker cannot go on with the film"));
                    second.kill();
                }
                try (Program mended = setup.worker()) {
                    render.assertEnds(0, ServerSetup.PATIENCE, mended);
                }
            }
            assertThat(setup.provider.charges())
                    .extracting(SimulatedProvider.Charge::prompt)
                    .hasSize(6)
                    .doesNotHaveDuplicates();
            setup.assertWhole();
        }
    }

    /** What {@code status} says of the film that was begun first. */
    private static String status(ServerSetup setup) {
        try (Program status =
                setup.command("status", "film", "--store", "store", "--temporal", setup.temporal.address())) {
            status.assertEnds(0, ServerSetup.PATIENCE);
            return String.join("\n", status.out());
        }
    }

    /** A film of one shot, begun now. */
    private Program another(ServerSetup setup) throws IOException {
        Files.writeString(
                folder.resolve("other.yaml"), "shots:\n  - { id: lamp, duration: 3, prompt: a lamp is lit }\n");
        return setup.alone(
                "render", "other.yaml", "--temporal", setup.temporal.address(), "--store", "store", "--out", "other");
    }

    /** Waits for something to happen in a film's workflow. */
    private void awaitEvent(ServerSetup setup, String film, Predicate<HistoryEvent> wanted) {
        setup.temporal.use(client -> Await.until("the event", ServerSetup.PATIENCE, () -> {
            try {
                return client.fetchHistory(workflow(film)).getEvents().stream().anyMatch(wanted);
            } catch (StatusRuntimeException e) {
                // A server that has much to do answers late.
                return false;
            }
        }));
    }

    /** What has happened in a film's workflow, ended or not. */
    private List<HistoryEvent> events(ServerSetup setup, String film) {
        List<HistoryEvent> events = new ArrayList<>();
        setup.temporal.use(
                client -> events.addAll(client.fetchHistory(workflow(film)).getEvents()));
        return events;
    }

    private String workflow(String film) {
        try {
            String store = Payloads.json()
                    .readTree(folder.resolve("store/framespan-store.json").toFile())
                    .path("id")
                    .asText();
            return film + "@" + store.substring(0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
