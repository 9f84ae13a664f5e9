package dev.framespan.workflows.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.Item;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FilmWorkflowTest {
    private final WorkflowTestServer server = new WorkflowTestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aKeyframeOfTwoShotsIsBoughtOnceAndEachShotGetsItsPicturesByTheirRole() {
        Asset own = WorkflowTestServer.asset("own", MediaType.JPG);
        FilmReport report = server.film(new Plans()
                .keyframe("dawn")
                .keyframe("storm")
                .picture("harbor", own)
                .shot("leave", "dawn", "harbor")
                .shot("sail", "harbor", "storm")
                .shot("rise", "dawn", null)
                .shot("gull", null, null)
                .film("lighthouse"));

        assertThat(report.outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(report.film().type()).isEqualTo(MediaType.MP4);
        assertThat(server.times("submit dawn")).isEqualTo(1);
        Asset dawn = WorkflowTestServer.asset("dawn", MediaType.PNG);
        Asset storm = WorkflowTestServer.asset("storm", MediaType.PNG);
        assertThat(pictures("leave"))
                .containsExactly(
                        Map.entry(InputPicture.Role.FIRST_FRAME, dawn), Map.entry(InputPicture.Role.LAST_FRAME, own));
        assertThat(pictures("sail"))
                .containsExactly(
                        Map.entry(InputPicture.Role.FIRST_FRAME, own), Map.entry(InputPicture.Role.LAST_FRAME, storm));
        assertThat(pictures("rise")).containsExactly(Map.entry(InputPicture.Role.FIRST_FRAME, dawn));
        assertThat(pictures("gull")).isEmpty();
        assertThat(server.purchase("leave").request().inputs())
                .extracting(InputPicture::purchase)
                .containsExactly(
                        WorkflowTestServer.task(server.purchase("dawn")).fingerprint(), null);
        assertThat(server.receiptInput().film().timeline().cuts())
                .extracting(cut -> cut.id())
                .containsExactly("leave", "sail", "rise", "gull");
    }

    private List<Map.Entry<InputPicture.Role, Asset>> pictures(String shot) {
        return server.purchase(shot).request().inputs().stream()
                .map(input -> Map.entry(input.role(), input.picture()))
                .toList();
    }

    @Test
    void twoShotsThatAskForTheSameShareOneTake() {
        FilmReport report = server.film(new Plans()
                .keyframe("dawn")
                .shot("first", "dawn", null, "waves")
                .shot("second", "dawn", null, "waves")
                .shot("third", "dawn", null, "other waves")
                .film("waves"));

        assertThat(report.outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(server.purchases()).extracting(Purchase::id).containsExactlyInAnyOrder("dawn", "first", "third");
        Map<String, Item> items = items();
        assertThat(items.get("second").sharedWith()).isEqualTo("first");
        assertThat(items.get("second").take()).isEqualTo(items.get("first").take());
        assertThat(server.receiptInput().film().timeline().cuts()).hasSize(3);
    }

    private Map<String, Item> items() {
        return server.receiptInput().items().stream().collect(Collectors.toMap(Item::id, Function.identity()));
    }

    @Test
    void noMoreTasksAreAtTheProviderThanTheAccountAllows() {
        String[] shots = {"a", "b", "c", "d", "e", "f", "g", "h"};
        for (String shot : shots) {
            server.await(shot, (task, call) -> {
                if (call == 1) {
                    throw notYet(Duration.ofSeconds(10));
                }
            });
        }

        assertThat(server.atOnce(3).film(new Plans().shots(shots).film("eight")).outcome())
                .isEqualTo(FilmOutcome.DONE);

        assertThat(server.mostAtOnce()).isEqualTo(3);
    }

    private static ApplicationFailure notYet(Duration delay) {
        return ApplicationFailure.newBuilder()
                .setMessage("not yet")
                .setType("NotYet")
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setNextRetryDelay(delay)
                .build();
    }

    @ParameterizedTest
    @EnumSource(names = {"POLICY", "AMBIGUOUS", "REJECTED", "FAILED_AGAIN", "LOST"})
    void aShotThatWaitsForAPersonLetsAllOthersFinishAndTheFilmWait(FailureKind kind) {
        server.submit("bad", stops(kind));

        FilmReport report =
                server.atOnce(1).film(new Plans().shots("bad", "good", "fine").film("waits"));

        assertThat(report.outcome()).isEqualTo(FilmOutcome.WAITS);
        assertThat(report.film()).isNull();
        assertThat(report.stops()).extracting(Stop::id, Stop::kind).containsExactly(tuple("bad", kind));
        assertThat(items().get("good").state()).isEqualTo(Item.State.DONE);
        assertThat(items().get("fine").state()).isEqualTo(Item.State.DONE);
        assertThat(server.calls()).doesNotContain("join");
        assertThat(server.times("submit bad")).isEqualTo(1);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static WorkflowTestServer.Submitting stops(FailureKind kind) {
        return (purchase, waits, call) -> {
            throw Stop.of(kind, purchase, "stopped").failure();
        };
    }

    @Test
    void aFailureOfTheProviderFailsTheFilmSoThatTheNextRenderGoesOn() {
        server.await("bad", (task, call) -> {
            throw task.stop(FailureKind.FAILED, "it broke").failure();
        });

        FilmReport report = server.film(new Plans().shots("bad", "good").film("fails"));

        assertThat(report.outcome()).isEqualTo(FilmOutcome.FAILED);
        assertThat(server.times("submit bad")).isEqualTo(1);
        assertThat(items().get("good").state()).isEqualTo(Item.State.DONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAUTHORIZED", "BALANCE", "ADDRESS"})
    void whenTheAccountRefusesNothingMoreIsBegunAndWhatIsInFlightFinishes(FailureKind kind) {
        server.await("first", (task, call) -> {
            if (call == 1) {
                throw notYet(Duration.ofMinutes(2));
            }
        });
        server.submit("second", stops(kind));

        FilmReport report = server.atOnce(2)
                .film(new Plans().shots("first", "second", "third", "fourth").film("broke"));

        assertThat(report.outcome()).isEqualTo(FilmOutcome.FAILED);
        assertThat(items().get("first").state()).isEqualTo(Item.State.DONE);
        assertThat(items().get("third").state()).isEqualTo(Item.State.BLOCKED);
        assertThat(items().get("fourth").state()).isEqualTo(Item.State.BLOCKED);
        assertThat(server.purchases()).extracting(Purchase::id).containsExactlyInAnyOrder("first", "second");
        assertThat(report.stops()).hasSize(1);
    }

    @Test
    void aKeyframeThatStopsBlocksItsClipsAndNoOthers() {
        server.submit("dawn", stops(FailureKind.POLICY));

        FilmReport report = server.film(new Plans()
                .keyframe("dawn")
                .keyframe("dusk")
                .shot("rise", "dawn", "dusk")
                .shot("set", "dusk", null)
                .film("day"));

        assertThat(report.outcome()).isEqualTo(FilmOutcome.WAITS);
        assertThat(items().get("dawn").state()).isEqualTo(Item.State.STOPPED);
        assertThat(items().get("rise").state()).isEqualTo(Item.State.BLOCKED);
        assertThat(items().get("set").state()).isEqualTo(Item.State.DONE);
        assertThat(server.calls()).doesNotContain("submit rise");
    }

    @Test
    void clipsAreMadeReadyAsTheyArriveAndTheFilmIsCutWhenAllAreThere() {
        String first = WorkflowTestServer.asset("one", MediaType.MP4).sha256();
        server.verify("two", (task, call) -> {
            WorkflowTestServer.until(() -> server.calls().contains("prepare " + first));
            return WorkflowTestServer.FACTS;
        });

        FilmReport report = server.film(new Plans().shots("one", "two", "three").film("ready"));

        assertThat(report.outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(report.joinsPage().type()).isEqualTo(MediaType.HTML);
        assertThat(server.calls())
                .filteredOn(call -> call.startsWith("prepare") || call.equals("assemble"))
                .hasSize(4)
                .endsWith("assemble");
    }

    @Test
    void aClipThatCannotBeCutIntoTheFilmIsSaidWithItsShot() {
        FilmReport report =
                server.film(new Plans().shots("one", "damaged", "two").film("unlucky"));

        assertThat(report.outcome()).isEqualTo(FilmOutcome.FAILED);
        assertThat(report.trouble()).isEqualTo("shot damaged: its clip is damaged");
    }

    @Test
    void aClipThatMakesNoFilmEndsItInsteadOfHangingIt() {
        MediaFacts variable = new MediaFacts(1280, 720, 24, "0/1", false, "h264", "");
        server.verify("only", (task, call) -> variable);

        FilmReport report = server.film(new Plans().shots("only").film("variable"));

        assertThat(report.outcome()).isEqualTo(FilmOutcome.FAILED);
        assertThat(report.trouble()).contains("not a frame rate");
    }

    @Test
    void cancellingAFilmCancelsItsChildrenAndTheirTasksOnceAndIsWrittenDown() {
        server.await("moving", (task, call) -> {
            throw notYet(Duration.ofHours(1));
        });
        server.submit(
                "busy", (purchase, waits, call) -> SubmitResult.later(Duration.ofHours(1), SubmitResult.Cause.LIMIT));
        WorkflowStub film = server.atOnce(2)
                .start(new Plans().shots("done", "moving", "busy", "later").film("cancelled"));
        WorkflowTestServer.until(
                () -> server.calls().contains("await moving") && server.calls().contains("submit busy"));
        assertThat(state("moving")).isEqualTo(Item.State.IN_PROGRESS);

        film.cancel();

        assertThatThrownBy(() -> server.result("cancelled"))
                .isInstanceOf(WorkflowFailedException.class)
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(server.calls()).filteredOn(call -> call.startsWith("cancel")).containsExactly("cancel moving");
        assertThat(server.receiptInput().outcome()).isEqualTo(FilmOutcome.CANCELLED);
        assertThat(items().get("done").state()).isEqualTo(Item.State.DONE);
        assertThat(items().get("moving").stop().kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(items().get("later").state()).isEqualTo(Item.State.BLOCKED);
        assertThat(server.calls()).doesNotContain("submit later");
    }

    private Item.State state(String id) {
        return server.client().newWorkflowStub(FilmWorkflow.class, "cancelled").status().items().stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void statusTellsWhereEverythingIs() {
        server.await("dawn", (task, call) -> {
            throw notYet(Duration.ofHours(1));
        });
        server.start(new Plans()
                .keyframe("dawn")
                .shot("rise", "dawn", null)
                .shot("again", "dawn", null, "rise")
                .shots("gull")
                .film("cancelled"));
        WorkflowTestServer.until(() -> server.calls().contains("await dawn"));
        WorkflowTestServer.until(() -> state("gull") == Item.State.DONE);

        List<Item> items = server.client()
                .newWorkflowStub(FilmWorkflow.class, "cancelled")
                .status()
                .items();

        assertThat(items).extracting(Item::id).containsExactly("dawn", "rise", "again", "gull");
        assertThat(items.get(0).workflow()).isEqualTo("cancelled/1/dawn");
        assertThat(items.get(1).state()).isEqualTo(Item.State.WAITING);
        assertThat(items.get(2).sharedWith()).isEqualTo("rise");
    }
}
