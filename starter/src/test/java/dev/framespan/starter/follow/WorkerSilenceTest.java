package dev.framespan.starter.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is said while no worker answers, by where the worker is. */
class WorkerSilenceTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final WorkerSilence elsewhere = new WorkerSilence(false, START);
    private final WorkerSilence here = new WorkerSilence(true, START);

    private static String after(WorkerSilence silence, int seconds) {
        return silence.note(START.plusSeconds(seconds), () -> false);
    }

    @Test
    void nothingIsSaidOfAWorkerThatHasJustBegunOrAnswered() {
        assertThat(after(elsewhere, 10)).isEmpty();
        assertThat(after(here, 10)).isEmpty();

        elsewhere.answered(START.plusSeconds(20));
        here.answered(START.plusSeconds(20));

        assertThat(after(elsewhere, 24)).isEmpty();
        assertThat(after(here, 24)).isEmpty();
    }

    @Test
    void oneOfAServerIsWaitedFor() {
        assertThat(after(elsewhere, 11))
                .isEqualTo("no worker has taken this film yet: start one with framespan worker; waiting");
        assertThat(elsewhere.note(START.plusSeconds(11), () -> true))
                .as("it has begun, and its status cannot be asked for yet")
                .isEmpty();

        elsewhere.answered(START.plusSeconds(20));

        assertThat(after(elsewhere, 25)).isEqualTo("no worker answers; waiting for one");
    }

    @Test
    void oneOfTheRenderItselfIsThereAndTheMachineIsSlow() {
        assertThat(after(here, 11)).isEqualTo("this machine is slow to answer");

        here.answered(START.plusSeconds(20));

        assertThat(after(here, 25)).isEqualTo("this machine is slow to answer");
    }
}
