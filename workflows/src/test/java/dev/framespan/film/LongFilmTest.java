package dev.framespan.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.generation.FailureKind;
import dev.framespan.generation.Stop;
import dev.framespan.generation.Submission;
import dev.framespan.rehearsal.Plans;
import dev.framespan.rehearsal.Rehearsal;
import dev.framespan.studio.Item;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Films of so many shots that whatever grows with their number shows. Their plan and their ending stay below the 2 MB that a real
 * server takes in one payload, since what was not begun is written down in a few words.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LongFilmTest {
    private static final int SHOTS = 5_000;

    private final Rehearsal rehearsal = new Rehearsal();

    @AfterEach
    void close() {
        rehearsal.close();
    }

    private static Plan plan() {
        return new Plans()
                .shots(IntStream.range(0, SHOTS).mapToObj(i -> "s" + i).toArray(String[]::new))
                .film("long");
    }

    private long items(Item.State state) {
        return rehearsal.ending().items().stream()
                .filter(item -> item.state() == state)
                .count();
    }

    @Test
    void anAccountWithoutMoneyEndsAFilmOfFiveThousandShots() {
        rehearsal.atOnce(2).submit("s0", (purchase, waits, call) -> {
            throw Stop.of(FailureKind.BALANCE, purchase, "used up").failure();
        });

        FilmResult result = rehearsal.film(plan());

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.stops()).extracting(Stop::kind).containsExactly(FailureKind.BALANCE);
        assertThat(items(Item.State.BLOCKED)).isBetween(SHOTS - 10L, SHOTS - 1L);
    }

    @Test
    void aFilmOfFiveThousandShotsCanBeCancelled() {
        rehearsal
                .atOnce(1)
                .submit("s0", (purchase, waits, call) -> Submission.later(Duration.ofHours(1), Submission.Cause.LIMIT));
        WorkflowStub film = rehearsal.start(plan());
        Rehearsal.until(() -> rehearsal.deeds().contains("submit s0"));

        film.cancel();

        assertThatThrownBy(() -> rehearsal.result("long"))
                .isInstanceOf(WorkflowFailedException.class)
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(rehearsal.ending().outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(items(Item.State.BLOCKED)).isEqualTo(SHOTS - 1L);
    }
}
