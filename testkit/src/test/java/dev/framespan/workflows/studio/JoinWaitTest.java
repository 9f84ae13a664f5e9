package dev.framespan.workflows.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.film.FilmStatus;
import dev.framespan.workflows.film.FilmWorkflow;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A film that cannot be joined since its store is full waits for that, and says so. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JoinWaitTest {
    private final WorkflowTestServer server = new WorkflowTestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private WorkflowStub film() {
        return server.parking(new Plans().shots("one", "two").film("storm"));
    }

    private static ApplicationFailure failure(String message, String kind) {
        return ApplicationFailure.newNonRetryableFailure(message, kind);
    }

    @Test
    void itIsJoinedAfterANightWithoutRoom() {
        Instant morning = server.now().plus(Duration.ofHours(9));
        server.join(() -> {
            if (server.now().isBefore(morning)) {
                throw failure("the disk of the store is full", "STORE");
            }
        });

        assertThat(film().getResult(FilmReport.class).outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(server.times("assemble")).isBetween(8L, 16L);
        assertThat(server.receiptInput().items()).extracting(Item::id).containsExactly("one", "two");
    }

    @Test
    void itSaysWhatItWaitsForAndContinueJoinsItAtOnce() {
        AtomicBoolean mended = new AtomicBoolean();
        server.notifies().join(() -> {
            if (!mended.get()) {
                throw failure("the disk of the store is full", "STORE");
            }
        });
        WorkflowStub film = film();
        WorkflowTestServer.until(() -> Boolean.TRUE.equals(status(film).waits()));
        Item join = status(film).items().get(2);
        assertThat(join.id()).isEqualTo("join");
        assertThat(join.state()).isEqualTo(Item.State.PARKED);
        assertThat(join.stop().words()).contains("could not be joined: the disk of the store is full");
        WorkflowTestServer.until(() -> server.notices().size() == 1);
        assertThat(server.notices().get(0).waiting().get(0).id()).isEqualTo("join");
        assertThatThrownBy(() -> film.update("skip", Item.class, "join"))
                .rootCause()
                .hasMessageContaining("cannot be left out");
        assertThatThrownBy(() -> film.update("rebuy", Item.class, "join"))
                .rootCause()
                .hasMessageContaining("by continue");
        assertThatThrownBy(() -> film.update("adopt", Item.class, "join", "task-1"))
                .rootCause()
                .hasMessageContaining("by continue");
        assertThatThrownBy(() -> film.update("retake", Item.class, new StudioAnswers.Retake("join")))
                .rootCause()
                .hasMessageContaining("join is parked");
        mended.set(true);
        assertThat(film.update("continue", Object.class)).isEqualTo(List.of("join"));

        assertThat(film.getResult(FilmReport.class).outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(server.times("assemble")).isEqualTo(2);
    }

    @Test
    void whereNoWorkerStaysItEndsWithTheReason() {
        server.join(() -> {
            throw failure("the disk of the store is full", "STORE");
        });
        FilmReport report = server.film(new Plans().shots("one", "two").film("storm"));

        assertThat(report.outcome()).isEqualTo(FilmOutcome.FAILED);
        assertThat(report.trouble()).contains("the disk of the store is full");
        assertThat(server.times("assemble")).isEqualTo(1);
    }

    @Test
    void cancelledWhileItWaitsItEnds() {
        server.join(() -> {
            throw failure("the disk of the store is full", "STORE");
        });
        WorkflowStub film = film();
        WorkflowTestServer.until(() -> Boolean.TRUE.equals(status(film).waits()));
        film.cancel();
        WorkflowTestServer.until(() -> server.times("close CANCELLED") == 1);

        assertThat(server.receiptInput().items()).extracting(Item::id).containsExactly("one", "two");
    }

    @Test
    void whatDoesNotPassEndsItAtOnceWithTheReason() {
        server.join(() -> {
            throw failure("0f.mp4, 1e.mp4: the media engine crashed 3 times: exit code 139", "MEDIA");
        });

        FilmReport report = film().getResult(FilmReport.class);
        assertThat(report.outcome()).isEqualTo(FilmOutcome.FAILED);
        assertThat(report.trouble()).contains("0f.mp4").contains("crashed 3 times");
        assertThat(server.times("assemble")).isEqualTo(1);
    }

    private static FilmStatus status(WorkflowStub film) {
        return film.query(FilmWorkflow.STATUS, FilmStatus.class);
    }
}
