package dev.framespan.stores.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deadlines are told by the server's time, whatever this machine's clock does. */
class ServerClockTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Instant server = NOON;
    private Duration measure = Duration.ZERO;
    private Duration clock = Duration.ofHours(3);
    private Duration answerTakes = Duration.ZERO;
    private boolean away;
    private int asked;
    private ServerClock time;

    @BeforeEach
    void open() throws IOException {
        time = new ServerClock(this::answer, () -> measure.toNanos(), () -> clock.toMillis());
    }

    private Instant answer() throws IOException {
        asked++;
        if (away) {
            throw new IOException("away");
        }
        pass(answerTakes);
        answerTakes = Duration.ZERO;
        return server;
    }

    private void pass(Duration passed) {
        server = server.plus(passed);
        measure = measure.plus(passed);
        clock = clock.plus(passed);
    }

    /** The machine sleeps: its measure stands still, its clock goes on. */
    private void sleep(Duration slept) {
        server = server.plus(slept);
        clock = clock.plus(slept);
    }

    @Test
    void betweenQuestionsItGoesOnByWhatTheMachineMeasures() {
        pass(Duration.ofSeconds(30));

        assertThat(time.instant()).isEqualTo(NOON.plusSeconds(30));
        assertThat(asked).isEqualTo(1);

        pass(Duration.ofSeconds(31));
        assertThat(time.instant()).isEqualTo(NOON.plusSeconds(61));
        assertThat(asked).as("asked anew after a minute").isEqualTo(2);
    }

    @Test
    void aClockThatIsSetChangesNothing() {
        clock = clock.plusHours(1);
        assertThat(time.instant()).isEqualTo(NOON);

        clock = clock.minusHours(2);
        assertThat(time.instant()).isEqualTo(NOON);
    }

    @Test
    void whoHasSleptKnowsSoAlsoWhileTheServerIsAway() {
        sleep(Duration.ofMinutes(10));
        away = true;

        assertThat(time.instant()).as("a deadline of before has passed").isEqualTo(NOON.plusSeconds(600));
        assertThat(time.instant()).isEqualTo(NOON.plusSeconds(600));
        assertThat(asked).as("one that is away is not asked each time").isEqualTo(2);

        away = false;
        pass(Duration.ofSeconds(6));
        assertThat(time.instant()).isEqualTo(server);
    }

    @Test
    void anAnswerThatTookLongIsAskedForAgain() {
        pass(Duration.ofMinutes(2));
        answerTakes = Duration.ofSeconds(8);

        assertThat(time.instant()).isEqualTo(server);
        assertThat(asked).isEqualTo(3);
    }
}
