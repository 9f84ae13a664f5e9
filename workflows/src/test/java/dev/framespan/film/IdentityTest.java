package dev.framespan.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.generation.Queues;
import dev.framespan.rehearsal.Plans;
import dev.framespan.rehearsal.Rehearsal;
import dev.framespan.studio.ClipRequest;
import dev.framespan.studio.Studio;
import io.temporal.client.WorkflowStub;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whose work it is stands in every queue's name and in every message. */
class IdentityTest {
    @Test
    void aFilmIsMadeOnTheQueuesOfItsStoreAndRealm() {
        try (Rehearsal rehearsal = new Rehearsal()) {
            Queues queues = Queues.of(Rehearsal.IDENTITY);

            assertThat(rehearsal.film(new Plans().shots("gull").film("storm")).outcome())
                    .isEqualTo(Outcome.DONE);

            assertThat(queues(rehearsal, "storm")).containsExactlyInAnyOrder(queues.films(), queues.media());
            assertThat(queues(rehearsal, "storm/1/gull"))
                    .containsExactlyInAnyOrder(queues.submit(), queues.await(), queues.fetch(), queues.media());
            assertThat(rehearsal.purchase("gull").identity()).isEqualTo(Rehearsal.IDENTITY);
        }
    }

    @Test
    void aFilmOfBeforeMessagesCarriedAnIdentityIsMadeOnTheQueuesOfThen() {
        try (Rehearsal rehearsal = Rehearsal.withoutIdentity()) {
            assertThat(rehearsal.film(new Plans().shots("gull").film("storm")).outcome())
                    .isEqualTo(Outcome.DONE);

            assertThat(queues(rehearsal, "storm")).containsExactlyInAnyOrder(Queues.FILMS, Queues.MEDIA);
            assertThat(rehearsal.purchase("gull").identity().store()).isEqualTo(Rehearsal.IDENTITY.store());
            assertThat(rehearsal.purchase("gull").identity().realm()).isNull();
        }
    }

    @Test
    void aDevelopersWorkflowHasAQueueOfItsOwnAndItsClipsAreMadeByTheStoresWorkers() {
        try (Rehearsal rehearsal = new Rehearsal()) {
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
        try (Rehearsal rehearsal = new Rehearsal()) {
            assertThat(rehearsal.terms("store", "example.org").provider()).isEqualTo("this realm");
        }
        try (Rehearsal rehearsal = new Rehearsal()) {
            assertThat(rehearsal.terms("store", null).provider()).isEqualTo("any");
        }
    }

    /** The queues on which a workflow had something done. */
    private static Set<String> queues(Rehearsal rehearsal, String workflow) {
        return rehearsal.history(workflow).getEvents().stream()
                .filter(event -> event.hasActivityTaskScheduledEventAttributes())
                .map(event -> event.getActivityTaskScheduledEventAttributes()
                        .getTaskQueue()
                        .getName())
                .collect(Collectors.toSet());
    }
}
