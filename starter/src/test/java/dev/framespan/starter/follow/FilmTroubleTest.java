package dev.framespan.starter.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.failure.v1.ApplicationFailureInfo;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilmTroubleTest {
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
        assertThat(FilmTrouble.words(List.of(failed("the receipt cannot be written: permission denied", 7))))
                .isEqualTo("the receipt cannot be written: permission denied, trying again (attempt 7)");
    }

    @Test
    void whatHasNotFailedIsNoTrouble() {
        assertThat(FilmTrouble.words(List.of(PendingActivityInfo.getDefaultInstance())))
                .isEmpty();
        assertThat(FilmTrouble.words(List.of())).isEmpty();
    }
}
