package dev.framespan.workflows.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.studio.FilmOutcome;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Workers of one kind are away, over a long weekend or nearly a week: the film waits for them and is made. A test server stands still
 * while an activity waits for a worker, so a worker that comes back to it after that time stands for them.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkersAwayTest {
    private final WorkflowTestServer server = new WorkflowTestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private static void away(int call, int hours) {
        if (call == 1) {
            throw ApplicationFailure.newBuilder()
                    .setMessage("away")
                    .setType("Away")
                    .setNextRetryDelay(Duration.ofHours(hours))
                    .build();
        }
    }

    private void isMade() {
        FilmReport report = server.film(
                new Plans().keyframe("dawn").shot("rise", "dawn", null).film("holiday"));

        assertThat(report.outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(server.purchases()).hasSize(2);
    }

    @ParameterizedTest(name = "for {0} hours")
    @ValueSource(ints = {63, 165})
    void aFilmWaitsForWorkersThatLookAtTasks(int hours) {
        server.await("rise", (task, call) -> away(call, hours));

        isMade();
    }

    @ParameterizedTest(name = "for {0} hours")
    @ValueSource(ints = {63, 165})
    void aFilmWaitsForWorkersThatFetch(int hours) {
        server.fetch("rise", (task, call) -> away(call, hours));

        isMade();
    }

    @ParameterizedTest(name = "for {0} hours")
    @ValueSource(ints = {63, 165})
    void aFilmWaitsForWorkersThatDecode(int hours) {
        server.verify("rise", (task, call) -> {
            away(call, hours);
            return WorkflowTestServer.FACTS;
        });

        isMade();
    }
}
