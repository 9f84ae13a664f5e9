package dev.framespan.workflows.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.generation.AwaitActivity;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.notice.Notice;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.Still;
import dev.framespan.workflows.studio.StopPolicies;
import dev.framespan.workflows.studio.StopPolicy;
import dev.framespan.workflows.studio.StudioAnswers;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Films of several scenes: each a workflow of its own, and the film none the wiser. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScenesTest {
    private static final int MOST_EVENTS = 2_000;
    private static final int LARGEST_PAYLOAD = 64 * 1024;

    private final WorkflowTestServer server = new WorkflowTestServer();

    private volatile boolean finished;

    @AfterEach
    void close() {
        server.close();
    }

    /** Shots s0, s1, … in scenes of so many. */
    private static Plan scenes(Plans plans, int... shots) {
        int number = 0;
        for (int count : shots) {
            for (int i = 0; i < count; i++) {
                plans.shot("s" + number, null, null);
                number++;
            }
        }
        return Plans.inScenes(plans.film("storm"), shots);
    }

    @Test
    void aFilmOfScenesThatCannotBeJoinedWaitsForItsStoreAndSaysSo() {
        AtomicBoolean mended = new AtomicBoolean();
        server.notifies().join(() -> {
            if (!mended.get()) {
                throw ApplicationFailure.newNonRetryableFailure("the disk of the store is full", "STORE");
            }
        });
        WorkflowStub film = server.parking(scenes(new Plans(), 2, 1));
        WorkflowTestServer.until(() -> !status(film).items().isEmpty());
        assertThat(status(film).waits()).isTrue();
        assertThat(status(film).items().get(0).stop().words())
                .contains("could not be joined: the disk of the store is full");
        WorkflowTestServer.until(() -> server.notices().stream().anyMatch(notice -> notice.waiting().stream()
                .anyMatch(waiting -> waiting.id().equals("join"))));
        mended.set(true);
        film.update("continue", Object.class);

        assertThat(film.getResult(FilmReport.class).outcome()).isEqualTo(FilmOutcome.DONE);
    }

    @Test
    void aFilmOfScenesIsJoinedWhenItsStoreHasRoomAgain() {
        AtomicInteger tries = new AtomicInteger();
        server.join(() -> {
            if (tries.incrementAndGet() == 1) {
                throw ApplicationFailure.newNonRetryableFailure("the disk of the store is full", "STORE");
            }
        });

        // Now and then the embedded server skips no time: then a real minute passes until it is asked for again.
        assertThat(server.parking(scenes(new Plans(), 2, 1))
                        .getResult(FilmReport.class)
                        .outcome())
                .isEqualTo(FilmOutcome.DONE);
        assertThat(tries).hasValue(2);
    }

    @Test
    void theNextSceneBeginsWhenFewIsLeftInThoseAtWorkThoughNoneHasEnded() {
        AtomicBoolean delivered = new AtomicBoolean();
        for (String last : List.of("s2", "s5", "s8", "s11")) {
            server.fetch(last, (task, call) -> WorkflowTestServer.until(delivered::get));
        }
        WorkflowStub film = server.atOnce(4).parking(scenes(new Plans(), 3, 3, 3, 3, 3));

        WorkflowTestServer.until(() -> server.calls().contains("submit s12"));
        assertThat(status(film).scenes())
                .filteredOn(scene -> scene.items() != null)
                .isEmpty();
        delivered.set(true);

        assertThat(film.getResult(FilmReport.class).outcome()).isEqualTo(FilmOutcome.DONE);
    }

    @Test
    void whatIsLeftOutOfAFilmOfScenesIsNotBought() {
        WorkflowStub film = server.parkingWithout(scenes(new Plans(), 2, 1), List.of("s1"));

        assertThat(film.getResult(FilmReport.class).outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(server.times("submit s1")).isZero();
        assertThat(server.times("submit s2")).isEqualTo(1);
    }

    @Test
    void aSceneThatIsCancelledAloneEndsTheFilmWithItsName() {
        server.submit("s0", (purchase, waits, call) -> {
            throw Stop.of(FailureKind.POLICY, purchase, "refused").failure();
        });
        WorkflowStub film = server.parking(scenes(new Plans(), 2, 1));
        WorkflowTestServer.until(() -> server.calls().contains("submit s0"));
        WorkflowTestServer.until(() -> Boolean.TRUE.equals(status(scene(0)).waits()));
        scene(0).cancel();

        FilmReport report = film.getResult(FilmReport.class);
        assertThat(report.outcome()).isEqualTo(FilmOutcome.FAILED);
        assertThat(report.toString()).contains("scene scene-0 was cancelled");
    }

    private static FilmStatus status(WorkflowStub film) {
        return film.query(FilmWorkflow.STATUS, FilmStatus.class);
    }

    private WorkflowStub scene(int number) {
        return server.client().newUntypedWorkflowStub("storm/scene-" + number);
    }

    private Item item(int scene, String id) {
        return scene(scene).query(SceneWorkflow.STATUS, FilmStatus.class).items().stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void untilParked(int scene, String id) {
        WorkflowTestServer.until(() -> {
            try {
                return item(scene, id).state() == Item.State.PARKED;
            } catch (RuntimeException notBegun) {
                return false;
            }
        });
    }

    private void refusedOnce(String... ids) {
        for (String id : ids) {
            server.submit(id, (purchase, waits, call) -> {
                if (call == 1) {
                    throw Stop.of(FailureKind.POLICY, purchase, "refused").failure();
                }
                return SubmitResult.running(WorkflowTestServer.task(purchase));
            });
        }
    }

    private List<String> cuts() {
        return server.receiptInput().film().timeline().cuts().stream()
                .map(Cut::id)
                .toList();
    }

    private void replays(String... workflows) throws Exception {
        for (String id : workflows) {
            WorkflowExecutionHistory history = server.history(id);
            try (TestWorkflowEnvironment other = WorkflowTestServer.server()) {
                Worker worker = other.newWorker("replay");
                worker.registerWorkflowImplementationTypes(FilmWorkflowImpl.class, SceneWorkflowImpl.class);
                WorkflowReplayer.replayWorkflowExecution(history, worker);
            }
        }
    }

    private static int largestPayload(Message message) {
        if (message instanceof Payload payload) {
            return payload.getSerializedSize();
        }
        int largest = 0;
        for (var field : message.getAllFields().entrySet()) {
            if (field.getKey().getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                List<?> values = field.getValue() instanceof List<?> list ? list : List.of(field.getValue());
                for (Object value : values) {
                    largest = Math.max(largest, largestPayload((Message) value));
                }
            }
        }
        return largest;
    }

    @Test
    void aFilmOfAHundredAndTwentyShotsAndKeyframesIsMadeInThreeScenesOfSmallHistories() throws Exception {
        Plans plans = new Plans();
        for (int i = 0; i <= 120; i++) {
            plans.keyframe("frame-" + i);
        }
        for (int i = 0; i < 120; i++) {
            plans.longShot("a-shot-with-a-long-name-" + i, "frame-" + i, "frame-" + (i + 1));
        }
        server.parking(plans.film("storm"));

        assertThat(server.result("storm").outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(cuts())
                .isEqualTo(IntStream.range(0, 120)
                        .mapToObj(i -> "a-shot-with-a-long-name-" + i)
                        .toList());
        assertThat(server.receiptInput().items()).hasSize(241).allMatch(item -> item.state() == Item.State.DONE);
        assertThat(server.calls().stream().filter(call -> call.startsWith("submit")))
                .hasSize(241)
                .doesNotHaveDuplicates();
        for (String id : List.of("storm", "storm/1", "storm/2", "storm/3")) {
            List<HistoryEvent> events = server.history(id).getEvents();
            int largest =
                    events.stream().mapToInt(ScenesTest::largestPayload).max().orElseThrow();
            System.out.printf("%s: %d events, largest payload %d bytes%n", id, events.size(), largest);
            assertThat(events).as(id).hasSizeLessThan(MOST_EVENTS);
            assertThat(largest).as(id).isLessThan(LARGEST_PAYLOAD);
        }
        replays("storm", "storm/1", "storm/2", "storm/3");
    }

    @Test
    void whatSeveralScenesNeedIsBoughtOnceAndPassedOn() {
        Plan plan = new Plans()
                .keyframe("dawn")
                .shot("s0", "dawn", null)
                .shot("s1", null, null)
                .shot("s2", "dawn", null)
                .film("storm");
        server.parking(Plans.inScenes(plan, 1, 1, 1));

        assertThat(server.result("storm").outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(server.purchases("dawn")).hasSize(1);
        assertThat(server.purchase("s2").request().inputs())
                .isEqualTo(server.purchase("s0").request().inputs())
                .hasSize(1);
        assertThat(server.receiptInput().items())
                .extracting(Item::id)
                .containsExactlyInAnyOrder("dawn", "s0", "s1", "s2");
    }

    @Test
    void whatAFilmNeedsOfALaterSceneIsMadeInTheEarlierOne() {
        Plan plan = new Plans().shots("s0", "s1", "s2").film("storm");
        Plan.Shot edited = new Plan.Shot(
                "s0",
                null,
                null,
                null,
                new Plan.Video("s2", null, null),
                plan.shots().get(0).request());
        Plan needy = plan.with(
                List.of(), List.of(edited, plan.shots().get(1), plan.shots().get(2)), List.of());

        List<PlanScenes.Scene> scenes = PlanScenes.of(Plans.inScenes(needy, 1, 1, 1));

        assertThat(scenes).extracting(PlanScenes.Scene::id).containsExactly("scene-0", "scene-1");
        assertThat(scenes.get(0).plan().plan().shots())
                .extracting(Plan.Shot::id)
                .containsExactly("s0", "s2");
    }

    @Test
    void whatParksInOneSceneHoldsNoOtherUpAndIsAnsweredThere() {
        refusedOnce("s0", "s1", "s2", "s3");
        server.parking(scenes(new Plans(), 1, 1, 1, 1, 1, 1));
        for (int i = 0; i < 4; i++) {
            untilParked(i, "s" + i);
        }
        WorkflowTestServer.until(() -> status().scenes().get(5).items() != null);
        FilmStatus status = status();

        assertThat(status.scenes()).extracting(SceneEntry::id).hasSize(6);
        assertThat(status.scenes().get(0).workflow()).isEqualTo("storm/scene-0");
        for (int i = 0; i < 4; i++) {
            WorkflowStub scene = scene(i);
            WorkflowTestServer.until(
                    () -> scene.query(SceneWorkflow.STATUS, FilmStatus.class).waits() != null);
            assertThat(scene(i).query("__temporal_workflow_metadata", WorkflowMetadata.class)
                            .getCurrentDetails())
                    .contains("- 1 waiting for an answer", "**s" + i + "**: refused");
            scene(i).update("continue", Object.class);
        }
        assertThat(server.client()
                        .newUntypedWorkflowStub("storm")
                        .query("__temporal_workflow_metadata", WorkflowMetadata.class)
                        .getCurrentDetails())
                .contains("- scene scene-5, ended");

        assertThat(server.result("storm").outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(cuts()).containsExactly("s0", "s1", "s2", "s3", "s4", "s5");
    }

    @Test
    void whatIsMadeFromWhatAnotherSceneLeavesOutParks() {
        refusedOnce("dawn");
        Plan plan = new Plans()
                .keyframe("dawn")
                .shot("s0", "dawn", null)
                .shot("s1", "dawn", null)
                .film("storm");
        server.parking(Plans.inScenes(plan, 1, 1));
        untilParked(0, "dawn");
        scene(0).update("skip", Item.class, "dawn");
        untilParked(0, "s0");
        untilParked(1, "s1");

        assertThat(item(1, "s1").stop().kind()).isEqualTo(FailureKind.INPUT_SKIPPED);
        scene(0).update("skip", Item.class, "s0");
        scene(1).update("skip", Item.class, "s1");

        FilmReport report = server.result("storm");
        assertThat(report.outcome()).isEqualTo(FilmOutcome.FAILED);
        assertThat(report.trouble()).isEqualTo("every shot of the film is left out");
    }

    @Test
    void aLargerBudgetReachesEachScene() {
        for (String id : List.of("s0", "s1")) {
            server.submit(id, (purchase, waits, call) -> {
                if (purchase.budgetUsd() == null || purchase.budgetUsd().signum() == 0) {
                    throw Stop.of(FailureKind.BUDGET, purchase, "no room")
                            .costing(BigDecimal.ONE)
                            .failure();
                }
                return SubmitResult.running(WorkflowTestServer.task(purchase));
            });
        }
        WorkflowStub film = server.parking(scenes(new Plans(), 1, 1));
        untilParked(0, "s0");
        untilParked(1, "s1");

        film.update(FilmWorkflow.RAISE_BUDGET, Optional.class, BigDecimal.TEN);

        assertThat(server.result("storm").outcome()).isEqualTo(FilmOutcome.DONE);
    }

    @Test
    void scenesBeginInOrderAFewAtATimeAndNoneInAPause() {
        List<String> first = List.of("s0", "s1", "s2", "s3");
        server.atOnce(1);
        for (String id : first) {
            server.await(id, (task, call) -> {
                if (!finished) {
                    throw notYet();
                }
            });
        }
        WorkflowStub film = server.parking(scenes(new Plans(), 1, 1, 1, 1, 1, 1));
        first.forEach(id -> WorkflowTestServer.until(() -> server.calls().contains("await " + id)));
        film.update("pause", Void.class);
        assertThat(status(film).paused()).isTrue();
        assertThatThrownBy(() -> film.update("pause", Void.class))
                .rootCause()
                .hasMessageContaining("it is paused already");
        finished = true;
        WorkflowTestServer.until(() -> status().scenes().stream()
                        .filter(scene -> scene.items() != null)
                        .count()
                == first.size());

        assertThat(server.calls()).doesNotContain("submit s4");
        assertThat(status().waits()).isTrue();
        film.update("resume", Void.class);
        FilmReport report = server.result("storm");
        assertThat(report.outcome()).as(report.trouble() + " " + report.stops()).isEqualTo(FilmOutcome.DONE);
        assertThat(server.calls()).contains("submit s4", "submit s5");
    }

    private void told(String... states) {
        WorkflowTestServer.until(() -> server.notices().size() >= states.length);
        assertThat(server.notices()).extracting(Notice::state).containsExactly(states);
    }

    private List<String> toldOf(int notice) {
        return server.notices().get(notice).waiting().stream()
                .map(Notice.Waiting::id)
                .toList();
    }

    @Test
    void theOperatorIsToldOnceOfWhatWaitsInAnySceneAndOfTheEnd() throws Exception {
        server.notifies();
        refusedOnce("s0", "s3");
        server.submit("s2", (purchase, waits, call) -> {
            if (call <= 2) {
                throw Stop.of(FailureKind.POLICY, purchase, "refused").failure();
            }
            return SubmitResult.running(WorkflowTestServer.task(purchase));
        });
        WorkflowStub film = server.parking(scenes(new Plans(), 2, 1, 1));
        told("waits");
        assertThat(toldOf(0)).containsExactly("s0", "s2", "s3");
        assertThat(server.notices().get(0).title()).isNotNull();

        scene(1).update("continue", Object.class);
        told("waits", "waits");
        assertThat(toldOf(1)).containsExactly("s0", "s2", "s3");
        for (int i = 0; i < 3; i++) {
            scene(i).update("continue", Object.class);
        }
        film.getResult(FilmReport.class);

        WorkflowTestServer.until(() ->
                server.notices().stream().anyMatch(notice -> notice.state().equals("done")));
        replays("storm/scene-0", "storm/scene-1", "storm/scene-2");
    }

    @Test
    void noNoticeIsGivenWhileASceneMoves() {
        server.notifies();
        refusedOnce("s0");
        server.await("s1", (task, call) -> {
            if (!finished) {
                throw notYet();
            }
        });
        WorkflowStub film = server.parking(scenes(new Plans(), 1, 1));
        untilParked(0, "s0");
        WorkflowTestServer.until(() -> server.calls().contains("await s1"));
        assertThat(server.notices()).isEmpty();
        finished = true;
        told("waits");
        assertThat(toldOf(0)).containsExactly("s0");

        film.cancel();
        told("waits", "cancelled");
    }

    @Test
    void whatIsDecidedBeforehandHoldsInScenes() {
        server.policies(new StopPolicies(StopPolicy.parse("rebuy"), null));
        server.submit("s1", (purchase, waits, call) -> {
            if (call == 1) {
                throw Stop.of(FailureKind.AMBIGUOUS, purchase, "lost").failure();
            }
            return SubmitResult.running(WorkflowTestServer.task(purchase));
        });
        server.parking(scenes(new Plans(), 1, 1));

        assertThat(server.result("storm").outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(server.times("rebuy s1")).isEqualTo(1);
    }

    @Test
    void roomThatAnotherSceneMakesInTheBudgetIsUsed() {
        server.submit("s1", (purchase, waits, call) -> {
            if (!finished) {
                throw Stop.of(FailureKind.BUDGET, purchase, "no room")
                        .costing(BigDecimal.ONE)
                        .failure();
            }
            return SubmitResult.running(WorkflowTestServer.task(purchase));
        });
        server.await("s0", (task, call) -> {
            if (item(1, "s1").state() != Item.State.PARKED) {
                throw notYet();
            }
            finished = true;
            throw Stop.of(FailureKind.POLICY, "s0", 1, "refused").failure();
        });
        server.parking(scenes(new Plans(), 1, 1), BigDecimal.ONE);
        untilParked(0, "s0");

        WorkflowTestServer.until(() -> server.calls().contains("await s1"));
    }

    @Test
    void aShotIsMadeFromAKeyframeThatAnotherSceneLends() {
        refusedOnce("s1");
        Plan plan = new Plans()
                .keyframe("dawn")
                .keyframe("dusk")
                .shot("s0", "dawn", null)
                .shot("s1", "dusk", null)
                .film("storm");
        server.parking(Plans.inScenes(plan, 1, 1));
        untilParked(1, "s1");
        WorkflowTestServer.until(() -> status().scenes().get(0).items() != null);
        Take dawn = item(0, "dawn").take();
        StudioAnswers.Fix fix = new StudioAnswers.Fix("s1", plan.shots().get(1).request(), "dawn", null);

        assertThatThrownBy(() -> scene(1).update("fix", Item.class, fix))
                .rootCause()
                .hasMessageContaining("there is no keyframe dawn in this scene");
        Still lent = new Still("dawn", dawn.original(), dawn.fingerprint(), null);
        scene(1).update("fix", Item.class, fix.lending(List.of(lent)));

        assertThat(server.result("storm").outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(server.purchases("s1").get(1).request().inputs())
                .isEqualTo(server.purchase("s0").request().inputs());
        assertThat(server.purchases("dawn")).hasSize(1);
    }

    private FilmStatus status() {
        return server.client().newUntypedWorkflowStub("storm").query(FilmWorkflow.STATUS, FilmStatus.class);
    }

    private static ApplicationFailure notYet() {
        return ApplicationFailure.newBuilder()
                .setMessage("not yet")
                .setType(AwaitActivity.NOT_YET)
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setNextRetryDelay(Duration.ofSeconds(5))
                .build();
    }

    @Test
    void aCancelledFilmIsWrittenDownWithAllThatItsScenesHave() throws Exception {
        refusedOnce("s1", "s3");
        WorkflowStub film = server.parking(scenes(new Plans(), 2, 2));
        untilParked(0, "s1");
        untilParked(1, "s3");
        WorkflowTestServer.until(
                () -> item(0, "s0").state() == Item.State.DONE && item(1, "s2").state() == Item.State.DONE);

        film.cancel();

        assertThatThrownBy(() -> server.result("storm"))
                .isInstanceOf(WorkflowFailedException.class)
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(server.receiptInput().outcome()).isEqualTo(FilmOutcome.CANCELLED);
        assertThat(server.receiptInput().items().stream().map(item -> item.id() + " " + item.state()))
                .containsExactly("s0 DONE", "s1 BLOCKED", "s2 DONE", "s3 BLOCKED");
        replays("storm", "storm/scene-0", "storm/scene-1");
    }
}
