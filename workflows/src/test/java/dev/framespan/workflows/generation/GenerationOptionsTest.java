package dev.framespan.workflows.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenerationOptionsTest {
    private static final Map<String, ActivityOptions> ALL = Map.of(
            "submit", GenerationOptions.SUBMIT,
            "await", GenerationOptions.AWAIT,
            "fetch", GenerationOptions.FETCH,
            "verify", GenerationOptions.VERIFY,
            "cancel", GenerationOptions.CANCEL);

    @Test
    void temporalNeverMakesAPaidCallTwice() {
        assertThat(GenerationOptions.SUBMIT.getRetryOptions().getMaximumAttempts())
                .isEqualTo(1);
    }

    @Test
    void everyActivityHasAQueueATimeLimitAndARetryPolicyOfItsOwn() {
        ALL.forEach((name, options) -> {
            assertThat(options.getTaskQueue()).as(name).startsWith("framespan-");
            assertThat(options.getStartToCloseTimeout()).as(name).isPositive();
            assertThat(options.getRetryOptions()).as(name).isNotNull();
            boolean ends =
                    options.getRetryOptions().getMaximumAttempts() > 0 || options.getScheduleToCloseTimeout() != null;
            assertThat(ends).as(name + " is not retried for ever").isTrue();
        });
    }

    @Test
    void whateverWaitsForWorkersWaitsForAWeekAndMore() {
        ALL.forEach((name, options) -> {
            if (!name.equals("cancel")) { // the caller that cancels is waiting for it
                assertThat(options.getScheduleToStartTimeout()).as(name).isNull();
                assertThat(options.getScheduleToCloseTimeout())
                        .as(name)
                        .satisfiesAnyOf(none -> assertThat(none).isNull(), limit -> assertThat(limit)
                                .isGreaterThan(Duration.ofDays(7)));
            }
        });
    }

    @Test
    void anActivityThatHoldsAConnectionHeartbeats() {
        assertThat(GenerationOptions.SUBMIT.getHeartbeatTimeout()).isPositive();
        assertThat(GenerationOptions.FETCH.getHeartbeatTimeout()).isPositive();
        assertThat(GenerationOptions.VERIFY.getHeartbeatTimeout()).isPositive();
    }
}
