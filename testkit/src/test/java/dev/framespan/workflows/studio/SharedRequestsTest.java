package dev.framespan.workflows.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.testkit.AskedTake;
import dev.framespan.testkit.Story;
import dev.framespan.testkit.StudioExtension;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.Stop;
import io.temporal.workflow.Promise;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** In a workflow of one's own, what equals is bought once whatever it is called, and what is called the same is refused. */
class SharedRequestsTest {
    @RegisterExtension
    static final StudioExtension studio = StudioExtension.of(Story.Told.class);

    private static String told(Function<Studio, Object> story) {
        return Story.begin(studio, story).result();
    }

    private static Stop stop(Function<Studio, Object> story) {
        return Story.begin(studio, story).expectStop();
    }

    private static ClipRequest clip(String name) {
        return ClipRequest.generate(name).seconds(5).named(name);
    }

    private static ClipRequest from(Promise<Still> still) {
        return ClipRequest.imageToVideo(still).prompt("it comes alive").seconds(5);
    }

    @Test
    void clipsFromEqualStillsAreTheSameClipWhateverTheStillsAreCalled() {
        String shared = told(room -> {
            Promise<Still> dawn = room.still(StillRequest.of("dawn").named("dawn"));
            Promise<Still> same = room.still(StillRequest.of("dawn").named("same"));
            Promise<Still> other = room.still(StillRequest.of("dawn").from(dawn).named("other"));
            for (Promise<Still> still : List.of(dawn, same, other)) {
                room.clip(from(still).named("from-" + still.get().id())).get();
            }
            return room.items().stream()
                    .filter(item -> item.sharedWith() != null)
                    .map(item -> item.id() + "=" + item.sharedWith())
                    .toList();
        });

        assertThat(shared).isEqualTo("[same=dawn, from-same=from-dawn]");
        assertThat(studio.bought())
                .extracting(AskedTake::id)
                .containsExactlyInAnyOrder("dawn", "other", "from-dawn", "from-other");
    }

    @Test
    void aStillAfterAPictureOfOnesOwnIsBoughtWithThatPicture() {
        Asset own = studio.asset("roof", MediaType.JPG);

        told(room -> room.still(StillRequest.of("at night")
                        .from(room.picture("roof", own))
                        .named("neon"))
                .get());

        assertThat(studio.bought()).singleElement().satisfies(neon -> assertThat(
                        neon.request().inputs())
                .containsExactly(new InputPicture(InputPicture.Role.REFERENCE, own, null)));
    }

    @Test
    void namesGivenByNumberCannotBeGivenByHand() {
        assertThat(told(room -> {
                    Promise<Clip> given = room.clip(clip("clip-2"));
                    Promise<Clip> numbered =
                            room.clip(ClipRequest.generate("waves").seconds(5));
                    return given.get().id() + " " + numbered.get().id();
                }))
                .isEqualTo("clip-2 clip#2");
    }

    @Test
    void aNameHasNoNumberSign() {
        assertThat(stop(room -> room.clip(clip("clip#1")).get()).message()).contains("a name has no #");
    }

    @Test
    void twoRequestsOfOneNameAreRefusedInWords() {
        Stop stop = stop(room -> {
            room.clip(clip("gull"));
            return room.clip(ClipRequest.generate("another").seconds(5).named("gull"));
        });

        assertThat(stop.kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(stop.message()).contains("two requests are called gull");
    }

    @Test
    void aPictureAndAShotOfOneNameAreRefusedBeforeAnythingIsBought() {
        Stop stop = stop(room -> room.clip(from(room.picture("dawn", studio.asset("own", MediaType.JPG)))
                        .named("dawn"))
                .get());

        assertThat(stop.message()).contains("two requests are called dawn");
        assertThat(studio.asked()).isEmpty();
    }

    @Test
    void twoCharactersCarriedThroughThirtyScenesCostThirtyScenesAndNoMore() {
        told(room -> {
            Promise<Still> keeper = room.still("a keeper");
            Promise<Still> child = room.still("a child");
            for (int scene = 0; scene < 30; scene++) {
                Promise<Still> earlier = keeper;
                keeper = room.still(StillRequest.of("the keeper, later " + scene)
                        .from(keeper)
                        .from(child));
                child = room.still(StillRequest.of("the child, later " + scene)
                        .from(earlier)
                        .from(child));
            }
            return keeper.get().id() + child.get().id();
        });

        assertThat(studio.bought()).hasSize(62);
    }

    @Test
    void whatABudgetDoesNotAllowWaitsUntilItIsRaised() {
        studio.budgetUsd("0.50").parking();
        var run = Story.begin(studio, room -> {
            Promise<Clip> cheap = room.clip(clip("cheap"));
            return cheap.get().id() + " " + room.clip(clip("dear")).get().id() + " " + room.budgetUsd();
        });

        run.await("dear", Item.State.PARKED);
        run.raiseBudget("10");

        assertThat(run.result()).isEqualTo("cheap dear 10");
        assertThat(studio.bought()).hasSize(2);
    }
}
