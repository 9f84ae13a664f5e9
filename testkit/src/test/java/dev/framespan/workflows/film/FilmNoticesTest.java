package dev.framespan.workflows.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.notice.Notice;
import dev.framespan.workflows.studio.Item;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The operator is told once when a film waits, and once when it has ended. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FilmNoticesTest {
    private final WorkflowTestServer server = new WorkflowTestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private void refuses(String id, FailureKind kind, int times) {
        server.submit(id, (purchase, waits, call) -> {
            if (call <= times) {
                throw Stop.of(kind, purchase, "refused").failure();
            }
            return SubmitResult.running(WorkflowTestServer.task(purchase));
        });
    }

    private WorkflowStub film() {
        return server.parking(
                new Plans().shot("gull", null, null).shot("rain", null, null).film("storm"));
    }

    private void told(String... states) {
        WorkflowTestServer.until(() -> server.notices().size() >= states.length);
        assertThat(server.notices()).extracting(Notice::state).containsExactly(states);
    }

    @Test
    void aFilmThatWaitsIsToldWithWhatItWaitsForAndItsEnd() {
        server.notifies();
        refuses("rain", FailureKind.POLICY, 1);
        WorkflowStub film = film();
        told("waits");
        assertThat(server.notices().get(0).waiting()).containsExactly(new Notice.Waiting("rain", "POLICY", "refused"));
        film.update("skip", Item.class, "rain");
        film.getResult(FilmReport.class);

        told("waits", "done");
    }

    @Test
    void whatStillWaitsWhenSomethingElseIsAnsweredIsNotToldAgain() {
        server.notifies();
        refuses("gull", FailureKind.POLICY, 1);
        refuses("rain", FailureKind.POLICY, 1);
        WorkflowStub film = film();
        told("waits");
        assertThat(server.notices().get(0).waiting()).hasSize(2);
        film.update("skip", Item.class, "rain");
        film.update("rebuy", Item.class, "gull");
        film.getResult(FilmReport.class);

        told("waits", "done");
    }

    @Test
    void whatStopsOnceMoreAfterAnAnswerIsToldAgain() {
        server.notifies();
        refuses("rain", FailureKind.POLICY, 2);
        WorkflowStub film = film();
        told("waits");
        film.update("rebuy", Item.class, "rain");
        told("waits", "waits");
        film.update("skip", Item.class, "rain");
        film.getResult(FilmReport.class);

        told("waits", "waits", "done");
    }

    @Test
    void whatIsAskedForAgainByItselfIsToldOnce() {
        server.notifies();
        refuses("rain", FailureKind.STORE, 4);
        film().getResult(FilmReport.class);

        told("waits", "done");
    }

    @Test
    void whereNobodyWantsToBeToldNobodyIs() {
        refuses("rain", FailureKind.STORE, 1);
        film().getResult(FilmReport.class);

        assertThat(server.notices()).isEqualTo(List.of());
    }
}
