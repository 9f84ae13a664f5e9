package dev.framespan.workflows.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.film.FilmOutcome;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.film.FilmStatus;
import dev.framespan.workflows.film.FilmWorkflow;
import dev.framespan.workflows.film.FilmWorkflowImpl;
import dev.framespan.workflows.generation.GenerationWorkflowImpl;
import dev.framespan.workflows.testing.Plans;
import dev.framespan.workflows.testing.WorkflowTestServer;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What workflows leave in Temporal's memory: little, and nothing that a later version could not read. {@link HistoryRecorder} writes the
 * stored histories.
 */
class ReplayTest {
    private final WorkflowTestServer server = new WorkflowTestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aFilmOfAHundredShotsLeavesFewEventsAndSmallPayloads() {
        Plans plans = new Plans();
        for (int i = 0; i <= 100; i++) {
            plans.keyframe("frame-" + i);
        }
        for (int i = 0; i < 100; i++) {
            plans.longShot("a-shot-with-a-long-name-" + i, "frame-" + i, "frame-" + (i + 1));
        }

        assertThat(server.film(plans.film("hundred")).outcome()).isEqualTo(FilmOutcome.DONE);

        long events = server.history("hundred").getEvents().size();
        int largest = 0;
        List<String> ids = server.receiptInput().items().stream()
                .map(item -> item.workflow())
                .toList();
        for (String id : ids) {
            WorkflowExecutionHistory child = server.history(id);
            events += child.getEvents().size();
            for (HistoryEvent event : child.getEvents()) {
                largest = Math.max(largest, largestPayload(event));
            }
        }
        System.out.printf(
                "%.1f events a generation, largest payload %d bytes%n", events / (double) ids.size(), largest);
        assertThat(ids).hasSize(201);
        assertThat(events / (double) ids.size()).isLessThanOrEqualTo(40);
        assertThat(largest).isBetween(200, 4096);
    }

    private static int largestPayload(Message message) {
        if (message instanceof Payload payload) {
            return payload.getSerializedSize();
        }
        int largest = 0;
        for (var field : message.getAllFields().entrySet()) {
            if (field.getKey().getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                List<?> values = field.getValue() instanceof List<?> list ? list : List.of(field.getValue());
                for (Object value : values) {
                    largest = Math.max(largest, largestPayload((Message) value));
                }
            }
        }
        return largest;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "film",
                "generation",
                "generation-out-of-time",
                "film-of-a-realm",
                "generation-of-a-realm",
                "film-over-its-budget",
                "generation-that-waited-for-a-day",
                "film-under-limits",
                "generation-that-ended-for-today",
                "film-with-a-conformed-clip",
                "film-with-transitions-and-sound",
                "film-that-was-cancelled",
                "generation-that-was-cancelled",
                "film-cancelled-on-a-server",
                "generation-given-back-on-a-server",
                "generation-kept-on-a-server"
            })
    void aWorkflowOfAnEarlierVersionGoesOnWithThisOne(String history) throws Exception {
        replay(history, FilmWorkflowImpl.class, GenerationWorkflowImpl.class);
    }

    @Test
    void aChangeThatWouldBreakARunningFilmIsNoticed() throws Exception {
        assertThatThrownBy(() -> replay("film", ChangedFilm.class)).hasStackTraceContaining("NonDeterministic");
    }

    private static void replay(String history, Class<?>... workflows) throws Exception {
        try (TestWorkflowEnvironment server = WorkflowTestServer.server()) {
            // Without the detector of deadlocks, which takes a busy machine for one.
            Worker worker = server.newWorker(
                    "replay",
                    WorkerOptions.newBuilder()
                            .setDefaultDeadlockDetectionTimeout(
                                    Duration.ofMinutes(1).toMillis())
                            .build());
            worker.registerWorkflowImplementationTypes(workflows);
            WorkflowReplayer.replayWorkflowExecution(stored(history), worker);
        }
    }

    private static WorkflowExecutionHistory stored(String name) throws IOException {
        try (InputStream in = ReplayTest.class.getResourceAsStream("/histories/" + name + ".json")) {
            // The ids of children begin with their parent's.
            String id = name.startsWith("film") ? "day" : "day/1/rise";
            return WorkflowExecutionHistory.fromJson(new String(in.readAllBytes(), StandardCharsets.UTF_8), id);
        }
    }

    /** A film that rests before it begins, which the recorded one did not. */
    public static final class ChangedFilm implements FilmWorkflow {
        @Override
        public FilmReport make(FilmInput input) {
            Workflow.sleep(Duration.ofSeconds(1));
            return null;
        }

        @Override
        public FilmStatus status() {
            return new FilmStatus("", List.of());
        }

        @Override
        public void abandon() {}

        @Override
        public void validateBudget(BigDecimal usd) {}

        @Override
        public Optional<BigDecimal> raiseBudget(BigDecimal usd) {
            return Optional.empty();
        }
    }
}
