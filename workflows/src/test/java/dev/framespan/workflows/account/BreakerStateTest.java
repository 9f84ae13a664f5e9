package dev.framespan.workflows.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What an answer says depends on when its submission was begun: before the last new start it says nothing new. */
class BreakerStateTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    /** A probe was answered clearly in epoch 5, and submissions start anew. */
    private static final BreakerState STARTED_ANEW = new BreakerState(5, 5, 0, 0, null, null, null, null);

    @Test
    void anUnclearAnswerOfBeforeTheNewStartChangesNothing() {
        assertThat(STARTED_ANEW.afterUnclear(4, NOW, Duration.ofSeconds(1))).isEqualTo(STARTED_ANEW);
        assertThat(STARTED_ANEW.afterUnclear(5, NOW, Duration.ofSeconds(1)).unclear())
                .isEqualTo(1);
    }

    @Test
    void anAcceptanceOfAnEarlierEpochEndsNoCaution() {
        BreakerState cautious = STARTED_ANEW.afterUnclear(5, NOW, Duration.ofSeconds(1));

        assertThat(cautious.afterAcceptance(5)).isEqualTo(cautious);
        assertThat(cautious.afterAcceptance(cautious.epoch()).isFree()).isTrue();
    }
}
