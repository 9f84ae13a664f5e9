package dev.framespan.workflows.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.Item;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the operator left out of a film is left out of its next render. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeftOutTest {
    private final WorkflowTestServer server = new WorkflowTestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private static final Plan SHOTS = new Plans().shots("one", "two", "three").film("storm");

    private List<String> states() {
        return server.receiptInput().items().stream()
                .map(item -> item.id() + " " + item.state())
                .toList();
    }

    @Test
    void aFilmThatRenderMakesItselfIsMadeWithoutIt() {
        FilmReport report = server.filmWithout(SHOTS, List.of("two"));

        assertThat(report.outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(server.times("submit two")).isZero();
        assertThat(states()).containsExactly("one DONE", "two SKIPPED", "three DONE");
        assertThat(server.receiptInput().film().timeline().cuts()).hasSize(2);
    }

    @Test
    void soIsOneThatStaysOpen() {
        WorkflowStub film = server.parkingWithout(SHOTS, List.of("one"));

        assertThat(film.getResult(FilmReport.class).outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(states()).containsExactly("one SKIPPED", "two DONE", "three DONE");
    }

    @Test
    void whatIsMadeFromItWaitsForTheOperator() {
        Plan plan = new Plans()
                .keyframe("dawn")
                .shot("gull", "dawn", null)
                .shot("rain", null, null)
                .film("storm");
        FilmReport report = server.filmWithout(plan, List.of("dawn"));

        assertThat(report.outcome()).isEqualTo(FilmOutcome.WAITS);
        assertThat(report.stops())
                .extracting(Stop::kind)
                .containsExactly(FailureKind.SKIPPED, FailureKind.INPUT_SKIPPED);
        assertThat(states()).containsExactly("dawn SKIPPED", "gull STOPPED", "rain DONE");
    }

    @Test
    void whatShowsTheSameIsLeftOutWithIt() {
        Plan plan = new Plans()
                .shot("one", null, null, "a wave")
                .shot("same", null, null, "a wave")
                .shots("two")
                .film("storm");
        FilmReport report = server.filmWithout(plan, List.of("one"));

        assertThat(report.outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(server.receiptInput().items())
                .extracting(Item::state)
                .containsExactly(Item.State.SKIPPED, Item.State.SKIPPED, Item.State.DONE);
    }
}
