package dev.framespan.workflows.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.studio.FilmOutcome;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clips are worked on where they are at hand, if a worker there is free. */
class NearbyTest {
    private static final TaskQueues QUEUES = TaskQueues.of(WorkflowTestServer.IDENTITY);
    private static final String MEDIA_THERE = TaskQueues.nearby(QUEUES.media(), "m1");
    private static final String ASSEMBLE_THERE = TaskQueues.nearby(QUEUES.assemble(), "m1");

    @Test
    void allIsDoneOnTheMachineThatHasFetched() {
        try (WorkflowTestServer server = WorkflowTestServer.thatFetchesOn("m1", true)) {
            assertThat(server.film(new Plans().shots("gull").film("storm")).outcome())
                    .isEqualTo(FilmOutcome.DONE);

            assertThat(queues(server, "storm/1/gull", "Verify")).containsExactly(MEDIA_THERE);
            assertThat(queues(server, "storm", "Prepare")).containsExactly(MEDIA_THERE);
            assertThat(queues(server, "storm", "Assemble")).containsExactly(ASSEMBLE_THERE);
        }
    }

    @Test
    void whereNoWorkerOfItTakesItSoonAnyDoes() {
        try (WorkflowTestServer server = WorkflowTestServer.thatFetchesOn("m1", false)) {
            assertThat(server.film(new Plans().shots("gull").film("storm")).outcome())
                    .isEqualTo(FilmOutcome.DONE);

            assertThat(queues(server, "storm/1/gull", "Verify")).containsExactly(MEDIA_THERE, QUEUES.media());
            assertThat(queues(server, "storm", "Prepare")).containsExactly(MEDIA_THERE, QUEUES.media());
            assertThat(queues(server, "storm", "Assemble")).containsExactly(ASSEMBLE_THERE, QUEUES.assemble());
            assertThat(server.times("verify gull")).isEqualTo(1);
        }
    }

    @Test
    void whatIsNoUseThereIsNotTriedElsewhere() {
        try (WorkflowTestServer server = WorkflowTestServer.thatFetchesOn("m1", true)) {
            server.verify("gull", (task, call) -> {
                throw task.stop(FailureKind.MEDIA, "crashes").failure();
            });
            server.film(new Plans().shots("gull").film("storm"));

            assertThat(queues(server, "storm/1/gull", "Verify")).containsOnly(MEDIA_THERE);
        }
    }

    private static List<String> queues(WorkflowTestServer server, String workflow, String activity) {
        return server.history(workflow).getEvents().stream()
                .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
                .map(HistoryEvent::getActivityTaskScheduledEventAttributes)
                .filter(scheduled -> scheduled.getActivityType().getName().equals(activity))
                .map(scheduled -> scheduled.getTaskQueue().getName())
                .toList();
    }
}
