package dev.framespan.starter.follow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import io.temporal.api.common.v1.ActivityType;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.failure.v1.ApplicationFailureInfo;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflow.v1.PendingWorkflowTaskInfo;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilmTroubleTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private static PendingActivityInfo failed(String message, int attempt) {
        return PendingActivityInfo.newBuilder()
                .setAttempt(attempt)
                .setLastFailure(Failure.newBuilder()
                        .setMessage(message)
                        .setApplicationFailureInfo(
                                ApplicationFailureInfo.newBuilder().setType("STORE")))
                .build();
    }

    @Test
    void aReceiptThatCannotBeWrittenIsSaidWithItsCauseAndTheAttempt() {
        assertThat(FilmTrouble.words(List.of(failed("the receipt cannot be written: permission denied", 7)), NOW))
                .isEqualTo("the receipt cannot be written: permission denied, trying again (attempt 7)");
    }

    @Test
    void whatHasNotFailedIsNoTrouble() {
        assertThat(FilmTrouble.words(List.of(PendingActivityInfo.getDefaultInstance()), NOW))
                .isEmpty();
        assertThat(FilmTrouble.words(List.of(), NOW)).isEmpty();
    }

    @Test
    void aTaskThatFailsAgainAndAgainIsNoMatterOfWorkersThatDied() {
        PendingWorkflowTaskInfo.Builder task = PendingWorkflowTaskInfo.newBuilder();

        assertThat(FilmTrouble.standstill(task.build())).isEmpty();
        assertThat(FilmTrouble.standstill(task.setAttempt(3).build())).isEmpty();
        assertThat(FilmTrouble.standstill(task.setAttempt(4).build()))
                .contains("this version of the worker cannot go on with the film")
                .contains("nothing is lost");
    }

    @Test
    void aFilmThatNoWorkerJoinsYetSaysSo() {
        PendingActivityInfo waiting = PendingActivityInfo.newBuilder()
                .setActivityType(ActivityType.newBuilder().setName("Assemble"))
                .setState(PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED)
                .setScheduledTime(Timestamps.fromSeconds(NOW.getEpochSecond() - 30))
                .build();

        assertThat(FilmTrouble.words(List.of(waiting), NOW)).contains("FRAMESPAN_ASSEMBLE_JOBS");
        assertThat(FilmTrouble.words(
                        List.of(waiting.toBuilder()
                                .setActivityType(ActivityType.newBuilder().setName("AssembleScenes"))
                                .build()),
                        NOW))
                .as("of a film of several scenes")
                .contains("FRAMESPAN_ASSEMBLE_JOBS");
        assertThat(FilmTrouble.words(
                        List.of(waiting.toBuilder()
                                .setState(PendingActivityState.PENDING_ACTIVITY_STATE_STARTED)
                                .build()),
                        NOW))
                .isEmpty();
    }
}
