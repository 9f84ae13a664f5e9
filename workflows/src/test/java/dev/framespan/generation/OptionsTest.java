package dev.framespan.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final Map<String, ActivityOptions> ALL = Map.of(
            "submit", Options.SUBMIT,
            "await", Options.AWAIT,
            "fetch", Options.FETCH,
            "verify", Options.VERIFY,
            "cancel", Options.CANCEL);

    @Test
    void temporalNeverMakesAPaidCallTwice() {
        assertThat(Options.SUBMIT.getRetryOptions().getMaximumAttempts()).isEqualTo(1);
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
            if (!name.equals("cancel")) { // whoever cancels is waiting for it
                assertThat(options.getScheduleToStartTimeout()).as(name).isNull();
                assertThat(options.getScheduleToCloseTimeout())
                        .as(name)
                        .satisfiesAnyOf(none -> assertThat(none).isNull(), limit -> assertThat(limit)
                                .isGreaterThan(Duration.ofDays(7)));
            }
        });
    }

    @Test
    void whoeverHoldsAConnectionTellsThatItLives() {
        assertThat(Options.SUBMIT.getHeartbeatTimeout()).isPositive();
        assertThat(Options.FETCH.getHeartbeatTimeout()).isPositive();
        assertThat(Options.VERIFY.getHeartbeatTimeout()).isPositive();
    }
}
