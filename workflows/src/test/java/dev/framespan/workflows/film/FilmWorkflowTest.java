package dev.framespan.workflows.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.testing.Plans;
import dev.framespan.workflows.testing.WorkflowTestServer;
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
    private final WorkflowTestServer rehearsal = new WorkflowTestServer();

    @AfterEach
    void close() {
        rehearsal.close();
    }

    @Test
    void aKeyframeOfTwoShotsIsBoughtOnceAndEachShotGetsItsPicturesByTheirRole() {
        Asset own = WorkflowTestServer.asset("own", MediaType.JPG);
        FilmResult result = rehearsal.film(new Plans()
                .keyframe("dawn")
                .keyframe("storm")
                .picture("harbor", own)
                .shot("leave", "dawn", "harbor")
                .shot("sail", "harbor", "storm")
                .shot("rise", "dawn", null)
                .shot("gull", null, null)
                .film("lighthouse"));

        assertThat(result.outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(result.film()).isEqualTo(WorkflowTestServer.asset("film", MediaType.MP4));
        assertThat(rehearsal.times("submit dawn")).isEqualTo(1);
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
        assertThat(rehearsal.purchase("leave").request().inputs())
                .extracting(InputPicture::purchase)
                .containsExactly(
                        WorkflowTestServer.task(rehearsal.purchase("dawn")).fingerprint(), null);
        assertThat(rehearsal.ending().film().timeline().cuts())
                .extracting(cut -> cut.id())
                .containsExactly("leave", "sail", "rise", "gull");
    }

    private List<Map.Entry<InputPicture.Role, Asset>> pictures(String shot) {
        return rehearsal.purchase(shot).request().inputs().stream()
                .map(input -> Map.entry(input.role(), input.picture()))
                .toList();
    }

    @Test
    void twoShotsThatAskForTheSameShareOneTake() {
        FilmResult result = rehearsal.film(new Plans()
                .keyframe("dawn")
                .shot("first", "dawn", null, "waves")
                .shot("second", "dawn", null, "waves")
                .shot("third", "dawn", null, "other waves")
                .film("waves"));

        assertThat(result.outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(rehearsal.purchases()).extracting(Purchase::id).containsExactlyInAnyOrder("dawn", "first", "third");
        Map<String, Item> items = items();
        assertThat(items.get("second").sharedWith()).isEqualTo("first");
        assertThat(items.get("second").take()).isEqualTo(items.get("first").take());
        assertThat(rehearsal.ending().film().timeline().cuts()).hasSize(3);
    }

    private Map<String, Item> items() {
        return rehearsal.ending().items().stream().collect(Collectors.toMap(Item::id, Function.identity()));
    }

    @Test
    void noMoreTasksAreAtTheProviderThanTheAccountAllows() {
        String[] shots = {"a", "b", "c", "d", "e", "f", "g", "h"};
        for (String shot : shots) {
            rehearsal.await(shot, (task, call) -> {
                if (call == 1) {
                    throw notYet(Duration.ofSeconds(10));
                }
            });
        }

        assertThat(rehearsal
                        .atOnce(3)
                        .film(new Plans().shots(shots).film("eight"))
                        .outcome())
                .isEqualTo(FilmOutcome.DONE);

        assertThat(rehearsal.mostAtOnce()).isEqualTo(3);
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
        rehearsal.submit("bad", stops(kind));

        FilmResult result = rehearsal
                .atOnce(1)
                .film(new Plans().shots("bad", "good", "fine").film("waits"));

        assertThat(result.outcome()).isEqualTo(FilmOutcome.WAITS);
        assertThat(result.film()).isNull();
        assertThat(result.stops()).extracting(Stop::id, Stop::kind).containsExactly(tuple("bad", kind));
        assertThat(items().get("good").state()).isEqualTo(Item.State.DONE);
        assertThat(items().get("fine").state()).isEqualTo(Item.State.DONE);
        assertThat(rehearsal.deeds()).doesNotContain("join");
        assertThat(rehearsal.times("submit bad")).isEqualTo(1);
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
        rehearsal.await("bad", (task, call) -> {
            throw task.stop(FailureKind.FAILED, "it broke").failure();
        });

        FilmResult result = rehearsal.film(new Plans().shots("bad", "good").film("fails"));

        assertThat(result.outcome()).isEqualTo(FilmOutcome.FAILED);
        assertThat(rehearsal.times("submit bad")).isEqualTo(1);
        assertThat(items().get("good").state()).isEqualTo(Item.State.DONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAUTHORIZED", "BALANCE", "ADDRESS"})
    void whenTheAccountRefusesNothingMoreIsBegunAndWhatIsInFlightFinishes(FailureKind kind) {
        rehearsal.await("first", (task, call) -> {
            if (call == 1) {
                throw notYet(Duration.ofMinutes(2));
            }
        });
        rehearsal.submit("second", stops(kind));

        FilmResult result = rehearsal
                .atOnce(2)
                .film(new Plans().shots("first", "second", "third", "fourth").film("broke"));

        assertThat(result.outcome()).isEqualTo(FilmOutcome.FAILED);
        assertThat(items().get("first").state()).isEqualTo(Item.State.DONE);
        assertThat(items().get("third").state()).isEqualTo(Item.State.BLOCKED);
        assertThat(items().get("fourth").state()).isEqualTo(Item.State.BLOCKED);
        assertThat(rehearsal.purchases()).extracting(Purchase::id).containsExactlyInAnyOrder("first", "second");
        assertThat(result.stops()).hasSize(1);
    }

    @Test
    void aKeyframeThatStopsBlocksItsClipsAndNoOthers() {
        rehearsal.submit("dawn", stops(FailureKind.POLICY));

        FilmResult result = rehearsal.film(new Plans()
                .keyframe("dawn")
                .keyframe("dusk")
                .shot("rise", "dawn", "dusk")
                .shot("set", "dusk", null)
                .film("day"));

        assertThat(result.outcome()).isEqualTo(FilmOutcome.WAITS);
        assertThat(items().get("dawn").state()).isEqualTo(Item.State.STOPPED);
        assertThat(items().get("rise").state()).isEqualTo(Item.State.BLOCKED);
        assertThat(items().get("set").state()).isEqualTo(Item.State.DONE);
        assertThat(rehearsal.deeds()).doesNotContain("submit rise");
    }

    @Test
    void anOddClipIsConformedAndAllOthersKeepTheirBits() {
        MediaFacts odd = new MediaFacts(1280, 704, 25, "25/1", true, "h264", "1".repeat(64));
        rehearsal.verify("odd", (task, call) -> odd);

        FilmResult result =
                rehearsal.film(new Plans().shots("one", "odd", "two").film("mixed"));

        assertThat(result.outcome()).isEqualTo(FilmOutcome.DONE);
        String conformed = WorkflowTestServer.asset("odd", MediaType.MP4).sha256();
        assertThat(rehearsal.deeds())
                .filteredOn(deed -> deed.startsWith("conform"))
                .containsExactly("conform " + conformed);
        assertThat(rehearsal.ending().film().conformed()).containsExactly("odd");
        assertThat(rehearsal.ending().film().timeline().cuts().get(1).clip())
                .isEqualTo(WorkflowTestServer.asset("conformed", MediaType.MP4));
    }

    @Test
    void aClipThatCannotBeConformedIsSaidWithItsShot() {
        MediaFacts odd = new MediaFacts(1280, 704, 25, "25/1", true, "h264", "1".repeat(64));
        rehearsal.verify("damaged", (task, call) -> odd);

        FilmResult result =
                rehearsal.film(new Plans().shots("one", "damaged", "two").film("unlucky"));

        assertThat(result.outcome()).isEqualTo(FilmOutcome.FAILED);
        assertThat(result.trouble()).isEqualTo("shot damaged: its clip is damaged");
    }

    @Test
    void aClipThatMakesNoFilmEndsItInsteadOfHangingIt() {
        MediaFacts variable = new MediaFacts(1280, 720, 24, "0/1", false, "h264", "");
        rehearsal.verify("only", (task, call) -> variable);

        FilmResult result = rehearsal.film(new Plans().shots("only").film("variable"));

        assertThat(result.outcome()).isEqualTo(FilmOutcome.FAILED);
        assertThat(result.trouble()).contains("not a frame rate");
    }

    @Test
    void cancellingAFilmCancelsItsChildrenAndTheirTasksOnceAndIsWrittenDown() {
        rehearsal.await("moving", (task, call) -> {
            throw notYet(Duration.ofHours(1));
        });
        rehearsal.submit(
                "busy", (purchase, waits, call) -> SubmitResult.later(Duration.ofHours(1), SubmitResult.Cause.LIMIT));
        WorkflowStub film = rehearsal
                .atOnce(2)
                .start(new Plans().shots("done", "moving", "busy", "later").film("cancelled"));
        WorkflowTestServer.until(() ->
                rehearsal.deeds().contains("await moving") && rehearsal.deeds().contains("submit busy"));
        assertThat(state("moving")).isEqualTo(Item.State.IN_MOTION);

        film.cancel();

        assertThatThrownBy(() -> rehearsal.result("cancelled"))
                .isInstanceOf(WorkflowFailedException.class)
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(rehearsal.deeds())
                .filteredOn(deed -> deed.startsWith("cancel"))
                .containsExactly("cancel moving");
        assertThat(rehearsal.ending().outcome()).isEqualTo(FilmOutcome.CANCELLED);
        assertThat(items().get("done").state()).isEqualTo(Item.State.DONE);
        assertThat(items().get("moving").stop().kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(items().get("later").state()).isEqualTo(Item.State.BLOCKED);
        assertThat(rehearsal.deeds()).doesNotContain("submit later");
    }

    private Item.State state(String id) {
        return rehearsal.client().newWorkflowStub(FilmWorkflow.class, "cancelled").status().items().stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void statusTellsWhereEverythingIs() {
        rehearsal.await("dawn", (task, call) -> {
            throw notYet(Duration.ofHours(1));
        });
        rehearsal.start(new Plans()
                .keyframe("dawn")
                .shot("rise", "dawn", null)
                .shot("again", "dawn", null, "rise")
                .shots("gull")
                .film("cancelled"));
        WorkflowTestServer.until(() -> rehearsal.deeds().contains("await dawn"));
        WorkflowTestServer.until(() -> state("gull") == Item.State.DONE);

        List<Item> items = rehearsal
                .client()
                .newWorkflowStub(FilmWorkflow.class, "cancelled")
                .status()
                .items();

        assertThat(items).extracting(Item::id).containsExactly("dawn", "rise", "again", "gull");
        assertThat(items.get(0).workflow()).isEqualTo("cancelled/1/dawn");
        assertThat(items.get(1).state()).isEqualTo(Item.State.WAITING);
        assertThat(items.get(2).sharedWith()).isEqualTo("rise");
    }
}
