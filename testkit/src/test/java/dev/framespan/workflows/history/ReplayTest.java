package dev.framespan.workflows.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.account.AccountWorkflow;
import dev.framespan.workflows.account.AccountWorkflowImpl;
import dev.framespan.workflows.film.FilmWorkflow;
import dev.framespan.workflows.film.FilmWorkflowImpl;
import dev.framespan.workflows.film.SceneWorkflow;
import dev.framespan.workflows.film.SceneWorkflowImpl;
import dev.framespan.workflows.generation.GenerationWorkflow;
import dev.framespan.workflows.generation.GenerationWorkflowImpl;
import dev.framespan.workflows.notice.NotificationWorkflowImpl;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.terms.TermsWorkflow;
import dev.framespan.workflows.terms.TermsWorkflowImpl;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What workflows leave in Temporal's memory: little, and nothing that a later version could not read. {@link FilmHistoryRecorder} writes the
 * stored histories.
 */
class ReplayTest {
    private static final TestWorkflowEnvironment THIS = WorkflowTestServer.server();
    private static final TestWorkflowEnvironment CHANGED = WorkflowTestServer.server(new OneChildMore());
    private static Worker worker;
    private static Worker changed;

    @BeforeAll
    static void register() {
        worker = worker(THIS);
        changed = worker(CHANGED);
    }

    @AfterAll
    static void closeAll() {
        THIS.close();
        CHANGED.close();
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

        try (WorkflowTestServer server = new WorkflowTestServer()) {
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

    static List<String> recorded() throws IOException {
        return RecordedHistories.names();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void aWorkflowOfAnEarlierVersionGoesOnWithThisOne(String history) throws Exception {
        WorkflowReplayer.replayWorkflowExecution(RecordedHistories.read(history), worker);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void oneCommandMoreThanWasRecordedIsNoticed(String history) {
        assertThatThrownBy(() -> WorkflowReplayer.replayWorkflowExecution(RecordedHistories.read(history), changed))
                .hasStackTraceContaining("NonDeterministic");
    }

    @Test
    void eachWorkflowIsRecorded() throws IOException {
        Set<String> types = new TreeSet<>();
        for (String name : RecordedHistories.latest()) {
            types.add(RecordedHistories.read(name)
                    .getEvents()
                    .get(0)
                    .getWorkflowExecutionStartedEventAttributes()
                    .getWorkflowType()
                    .getName());
        }
        assertThat(types)
                .containsExactly(
                        AccountWorkflow.TYPE,
                        FilmWorkflow.TYPE,
                        GenerationWorkflow.TYPE,
                        "Notification",
                        SceneWorkflow.TYPE,
                        TermsWorkflow.class.getSimpleName());
    }

    private static Worker worker(TestWorkflowEnvironment server) {
        // Without the detector of deadlocks, which takes a busy machine for one.
        Worker worker = server.newWorker(
                "replay",
                WorkerOptions.newBuilder()
                        .setDefaultDeadlockDetectionTimeout(
                                Duration.ofMinutes(1).toMillis())
                        .build());
        worker.registerWorkflowImplementationTypes(
                FilmWorkflowImpl.class,
                SceneWorkflowImpl.class,
                GenerationWorkflowImpl.class,
                AccountWorkflowImpl.class,
                NotificationWorkflowImpl.class,
                TermsWorkflowImpl.class);
        return worker;
    }

    /** Every workflow first begins a child, as none of the recorded ones did. */
    private static final class OneChildMore extends WorkerInterceptorBase {
        @Override
        public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
            return new WorkflowInboundCallsInterceptorBase(next) {
                @Override
                public WorkflowOutput execute(WorkflowInput input) {
                    Workflow.newUntypedChildWorkflowStub("More").executeAsync(Void.class);
                    return super.execute(input);
                }
            };
        }
    }
}
