package dev.framespan.workflows.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.studio.ClipRequest;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.Studio;
import io.temporal.client.WorkflowStub;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whose work it is stands in every queue's name and in every message. */
class IdentityTest {
    @Test
    void aFilmIsMadeOnTheQueuesOfItsStoreAndRealm() {
        try (WorkflowTestServer server = new WorkflowTestServer()) {
            TaskQueues queues = TaskQueues.of(WorkflowTestServer.IDENTITY);

            assertThat(server.film(new Plans().shots("gull").film("storm")).outcome())
                    .isEqualTo(FilmOutcome.DONE);

            assertThat(queues(server, "storm"))
                    .containsExactlyInAnyOrder(queues.films(), queues.media(), queues.assemble());
            assertThat(queues(server, "storm/1/gull"))
                    .containsExactlyInAnyOrder(queues.submit(), queues.await(), queues.fetch(), queues.media());
            assertThat(server.purchase("gull").identity()).isEqualTo(WorkflowTestServer.IDENTITY);
        }
    }

    @Test
    void aFilmOfBeforeMessagesCarriedAnIdentityIsMadeOnTheQueuesOfThen() {
        try (WorkflowTestServer server = WorkflowTestServer.withoutIdentity()) {
            assertThat(server.film(new Plans().shots("gull").film("storm")).outcome())
                    .isEqualTo(FilmOutcome.DONE);

            assertThat(queues(server, "storm"))
                    .containsExactlyInAnyOrder(TaskQueues.FILMS, TaskQueues.MEDIA, TaskQueues.ASSEMBLE);
            assertThat(server.purchase("gull").identity().store()).isEqualTo(WorkflowTestServer.IDENTITY.store());
            assertThat(server.purchase("gull").identity().realm()).isNull();
        }
    }

    @Test
    void aDevelopersWorkflowHasAQueueOfItsOwnAndItsClipsAreMadeByTheStoresWorkers() {
        try (WorkflowTestServer server = new WorkflowTestServer()) {
            WorkflowStub song = server.own("song", settings -> Studio.open(settings)
                    .clip(ClipRequest.generate("a crowd jumps"))
                    .get()
                    .take()
                    .task());

            assertThat(song.getResult(String.class)).isEqualTo("task-clip#1");
            assertThat(server.history("song/1/clip#1").getEvents()).isNotEmpty();
        }
    }

    @Test
    void aWorkerThatPaysTheProviderAskedForSaysItsTermsAndWithoutOneAnyWorkerDoes() {
        try (WorkflowTestServer server = new WorkflowTestServer()) {
            assertThat(server.terms("store", "example.org").provider()).isEqualTo("this realm");
        }
        try (WorkflowTestServer server = new WorkflowTestServer()) {
            assertThat(server.terms("store", null).provider()).isEqualTo("any");
        }
    }

    /** The queues on which a workflow had something done. */
    private static Set<String> queues(WorkflowTestServer server, String workflow) {
        return server.history(workflow).getEvents().stream()
                .filter(event -> event.hasActivityTaskScheduledEventAttributes())
                .map(event -> event.getActivityTaskScheduledEventAttributes()
                        .getTaskQueue()
                        .getName())
                .collect(Collectors.toSet());
    }
}
