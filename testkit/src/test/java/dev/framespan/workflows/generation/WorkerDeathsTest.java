package dev.framespan.workflows.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A clip that no worker survives. */
class WorkerDeathsTest {
    private static final TimeoutFailure NO_HEARTBEAT =
            new TimeoutFailure("no heartbeat", null, TimeoutType.TIMEOUT_TYPE_HEARTBEAT);

    private final WorkflowTestServer server = WorkflowTestServer.thatGivesUpVerifying();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aClipThatKillsOneWorkerAfterAnotherStopsTheShot() {
        server.verify("gull", (task, call) -> {
            throw neverAnswers();
        });

        Throwable failure = catchThrowable(() -> server.generation(Plans.purchase("gull")));

        assertThat(Stop.of(failure))
                .hasValueSatisfying(stop -> assertThat(stop.kind()).isEqualTo(FailureKind.MEDIA));
        assertThat(server.times("verify gull")).isEqualTo(20);
        assertThat(server.times("submit gull")).isEqualTo(1);
    }

    private static RuntimeException neverAnswers() {
        try {
            Thread.sleep(Duration.ofMinutes(1).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new IllegalStateException("the server has given it up long ago");
    }

    private static ActivityFailure failure(RetryState state, Throwable cause) {
        return new ActivityFailure("failed", 1, 2, "Verify", "3", state, "worker", cause);
    }

    @Test
    void aClipThatKillsWorkersAsOftenAsIsAllowedIsNotGivenToMoreOfThem() {
        ActivityFailure failure = failure(RetryState.RETRY_STATE_MAXIMUM_ATTEMPTS_REACHED, NO_HEARTBEAT);

        assertThat(GenerationWorkflowImpl.killsWorkers(failure)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = RetryState.class,
            names = {"RETRY_STATE_TIMEOUT", "RETRY_STATE_NON_RETRYABLE_FAILURE"})
    void whatRanOutOfTimeKillsNone(RetryState state) {
        ActivityFailure failure = failure(state, NO_HEARTBEAT);

        assertThat(GenerationWorkflowImpl.killsWorkers(failure)).isFalse();
    }

    @Test
    void whatFailedInWordsKillsNone() {
        ApplicationFailure words = ApplicationFailure.newFailure("no decoder", "Any");
        ActivityFailure failure = failure(RetryState.RETRY_STATE_MAXIMUM_ATTEMPTS_REACHED, words);

        assertThat(GenerationWorkflowImpl.killsWorkers(failure)).isFalse();
    }

    @Test
    void itStopsTheShotAndNamesTheTaskAndTheRemedy() {
        ProviderTask task = new ProviderTask(
                "v1:0", 1, "t-1", "storm", "gull", 1, false, BigDecimal.ONE, Instant.EPOCH, true, null);

        Stop stop = Stop.of(GenerationWorkflowImpl.stopAfterDeaths(
                        task, failure(RetryState.RETRY_STATE_MAXIMUM_ATTEMPTS_REACHED, NO_HEARTBEAT)))
                .orElseThrow();

        assertThat(stop.kind()).isEqualTo(FailureKind.MEDIA);
        assertThat(stop.message()).contains("task t-1", "render again to try on");
        assertThat(stop.task()).isEqualTo("t-1");
    }
}
