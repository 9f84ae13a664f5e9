package dev.framespan.workflows.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.FilmSearch;
import dev.framespan.workflows.studio.Item;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A film is found by what it waits for, where its server knows the attributes; elsewhere it sets none. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FilmSearchTest {
    private final WorkflowTestServer server = new WorkflowTestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private void refuses(String id) {
        server.submit(id, (purchase, waits, call) -> {
            if (call == 1) {
                throw Stop.of(FailureKind.POLICY, purchase, "refused").failure();
            }
            return SubmitResult.running(WorkflowTestServer.task(purchase));
        });
    }

    private static Plan inTwoScenes(Plan plan) {
        return Plans.inScenes(plan, List.of(new Plan.Scene("one", null, 1), new Plan.Scene("two", null, 1)));
    }

    private static SearchAttributes found(WorkflowStub film) {
        return film.describe().getTypedSearchAttributes();
    }

    private static void until(WorkflowStub film, String state) {
        WorkflowTestServer.until(() -> state.equals(found(film).get(FilmSearch.STATE)));
    }

    private void isFound(Plan plan, String scene) {
        server.searchable();
        refuses("rain");
        WorkflowStub film = server.parking(plan);
        until(film, "waits");
        assertThat(found(film).get(FilmSearch.TITLE)).isEqualTo(plan.title());
        assertThat(found(film).get(FilmSearch.WAITING_FOR)).containsExactly("POLICY");

        server.client().newUntypedWorkflowStub(scene).update("skip", Item.class, "rain");
        film.getResult(FilmReport.class);

        assertThat(found(film).get(FilmSearch.STATE)).isEqualTo("done");
        assertThat(found(film).get(FilmSearch.WAITING_FOR)).isNull();
        assertThat(found(film).get(FilmSearch.SPENT_USD)).isNotNull();
    }

    private static Plan plan() {
        return new Plans().shot("gull", null, null).shot("rain", null, null).film("storm");
    }

    @Test
    void aFilmThatWaitsIsFound() {
        isFound(plan(), "storm");
    }

    @Test
    void aFilmOfScenesThatWaitIsFound() {
        isFound(inTwoScenes(plan()), "storm/two");
    }

    @Test
    void oneThatWasAnsweredWorksAgain() {
        server.searchable();
        refuses("rain");
        WorkflowStub film = server.parking(plan());
        until(film, "waits");
        server.await("rain", (task, call) -> {
            if (call < 3) {
                until(film, "working");
            }
        });
        film.update("continue", Object.class);
        film.getResult(FilmReport.class);

        assertThat(found(film).get(FilmSearch.STATE)).isEqualTo("done");
    }

    @Test
    void whereTheServerDoesNotKnowThemNoneAreSet() {
        WorkflowStub film = server.parking(plan());
        film.getResult(FilmReport.class);

        assertThat(server.history("storm").getEvents())
                .noneMatch(event -> event.getEventType() == EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES);
    }
}
