package dev.framespan.workflows.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.studio.ClipRequest;
import dev.framespan.workflows.studio.Studio;
import dev.framespan.workflows.testing.Plans;
import dev.framespan.workflows.testing.WorkflowTestServer;
import io.temporal.client.WorkflowStub;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whose work it is stands in every queue's name and in every message. */
class IdentityTest {
    @Test
    void aFilmIsMadeOnTheQueuesOfItsStoreAndRealm() {
        try (WorkflowTestServer rehearsal = new WorkflowTestServer()) {
            TaskQueues queues = TaskQueues.of(WorkflowTestServer.IDENTITY);

            assertThat(rehearsal.film(new Plans().shots("gull").film("storm")).outcome())
                    .isEqualTo(FilmOutcome.DONE);

            assertThat(queues(rehearsal, "storm")).containsExactlyInAnyOrder(queues.films(), queues.media());
            assertThat(queues(rehearsal, "storm/1/gull"))
                    .containsExactlyInAnyOrder(queues.submit(), queues.await(), queues.fetch(), queues.media());
            assertThat(rehearsal.purchase("gull").identity()).isEqualTo(WorkflowTestServer.IDENTITY);
        }
    }

    @Test
    void aFilmOfBeforeMessagesCarriedAnIdentityIsMadeOnTheQueuesOfThen() {
        try (WorkflowTestServer rehearsal = WorkflowTestServer.withoutIdentity()) {
            assertThat(rehearsal.film(new Plans().shots("gull").film("storm")).outcome())
                    .isEqualTo(FilmOutcome.DONE);

            assertThat(queues(rehearsal, "storm")).containsExactlyInAnyOrder(TaskQueues.FILMS, TaskQueues.MEDIA);
            assertThat(rehearsal.purchase("gull").identity().store()).isEqualTo(WorkflowTestServer.IDENTITY.store());
            assertThat(rehearsal.purchase("gull").identity().realm()).isNull();
        }
    }

    @Test
    void aDevelopersWorkflowHasAQueueOfItsOwnAndItsClipsAreMadeByTheStoresWorkers() {
        try (WorkflowTestServer rehearsal = new WorkflowTestServer()) {
            WorkflowStub song = rehearsal.own("song", settings -> Studio.open(settings)
                    .clip(ClipRequest.generate("a crowd jumps"))
                    .get()
                    .take()
                    .task());

            assertThat(song.getResult(String.class)).isEqualTo("task-clip#1");
            assertThat(rehearsal.history("song/1/clip#1").getEvents()).isNotEmpty();
        }
    }

    @Test
    void aWorkerThatPaysTheProviderAskedForSaysItsTermsAndWithoutOneAnyWorkerDoes() {
        try (WorkflowTestServer rehearsal = new WorkflowTestServer()) {
            assertThat(rehearsal.terms("store", "example.org").provider()).isEqualTo("this realm");
        }
        try (WorkflowTestServer rehearsal = new WorkflowTestServer()) {
            assertThat(rehearsal.terms("store", null).provider()).isEqualTo("any");
        }
    }

    /** The queues on which a workflow had something done. */
    private static Set<String> queues(WorkflowTestServer rehearsal, String workflow) {
        return rehearsal.history(workflow).getEvents().stream()
                .filter(event -> event.hasActivityTaskScheduledEventAttributes())
                .map(event -> event.getActivityTaskScheduledEventAttributes()
                        .getTaskQueue()
                        .getName())
                .collect(Collectors.toSet());
    }
}
