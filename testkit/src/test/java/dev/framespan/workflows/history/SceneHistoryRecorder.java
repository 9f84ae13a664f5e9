package dev.framespan.workflows.history;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.film.FilmStatus;
import dev.framespan.workflows.film.FilmWorkflow;
import dev.framespan.workflows.film.SceneWorkflow;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.Item;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records films of several scenes, and their scenes: see {@link FilmHistoryRecorder}. */
class SceneHistoryRecorder {
    private static final String FILM = "day";
    private static final String MORNING = "day/morning";
    private static final String EVENING = "day/evening";

    private final WorkflowTestServer server = new WorkflowTestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private void record(String name, String workflow) throws IOException {
        RecordedHistories.write(name, workflow, server.history(workflow));
    }

    private WorkflowStub workflow(String id) {
        return server.client().newUntypedWorkflowStub(id);
    }

    private void until(String scene, String id, Item.State state) {
        WorkflowTestServer.until(() -> {
            try {
                return workflow(scene).query(SceneWorkflow.STATUS, FilmStatus.class).items().stream()
                        .anyMatch(item -> item.id().equals(id) && item.state() == state);
            } catch (RuntimeException notBegun) {
                return false;
            }
        });
    }

    private void stops(String id, FailureKind kind) {
        server.submit(id, (purchase, waits, call) -> {
            if (call == 1) {
                throw Stop.of(kind, purchase, "stopped").failure();
            }
            return SubmitResult.running(WorkflowTestServer.task(purchase));
        });
    }

    /** Two scenes: the second needs a keyframe of the first. */
    private WorkflowStub film() {
        Plan plan = new Plans()
                .keyframe("dawn")
                .shot("rise", "dawn", null)
                .shot("gull", null, null)
                .shot("set", "dawn", null)
                .film(FILM);
        return server.parking(Plans.inScenes(
                plan, List.of(new Plan.Scene("morning", "In the morning", 2), new Plan.Scene("evening", null, 1))));
    }

    @Test
    void made() throws IOException {
        film();
        server.result(FILM);
        record("film-of-scenes", FILM);
        record("scene", MORNING);
        record("scene-that-needs-another", EVENING);
    }

    @Test
    void openWhileAnAnswerIsWaitedForAndAnswered() throws IOException {
        server.notifies();
        stops("rise", FailureKind.POLICY);
        WorkflowStub film = film();
        until(MORNING, "rise", Item.State.PARKED);
        WorkflowTestServer.until(() -> server.notices().size() == 1);
        record("film-of-scenes-that-waits", FILM);
        record("scene-that-waits", MORNING);
        film.update("pause", Void.class);
        film.update("resume", Void.class);
        workflow(MORNING).update("continue", Object.class);
        server.result(FILM);
        record("film-of-scenes-answered", FILM);
        record("scene-answered", MORNING);
    }

    @Test
    void whoseBudgetWasRaised() throws IOException {
        server.submit("set", (purchase, waits, call) -> {
            if (purchase.budgetUsd() == null) {
                throw Stop.of(FailureKind.BUDGET, purchase, "no room")
                        .costing(BigDecimal.ONE)
                        .failure();
            }
            return SubmitResult.running(WorkflowTestServer.task(purchase));
        });
        WorkflowStub film = film();
        until(EVENING, "set", Item.State.PARKED);
        film.update(FilmWorkflow.RAISE_BUDGET, Optional.class, BigDecimal.TEN);
        server.result(FILM);
        record("film-of-scenes-whose-budget-was-raised", FILM);
        record("scene-whose-budget-was-raised", EVENING);
    }

    @Test
    void cancelled() throws IOException {
        stops("rise", FailureKind.POLICY);
        WorkflowStub film = film();
        until(MORNING, "rise", Item.State.PARKED);
        until(EVENING, "set", Item.State.DONE);
        film.cancel();
        assertThatThrownBy(() -> server.result(FILM)).isInstanceOf(WorkflowFailedException.class);
        record("film-of-scenes-cancelled", FILM);
        record("scene-cancelled", MORNING);
    }
}
