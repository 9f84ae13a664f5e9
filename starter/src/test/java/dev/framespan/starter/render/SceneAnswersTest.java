package dev.framespan.starter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.follow.FilmItems;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.film.FilmStatus;
import dev.framespan.workflows.film.SceneEntry;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.Still;
import dev.framespan.workflows.studio.StudioAnswers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer about a shot goes to the scene that has it, with what that scene needs for it. */
class SceneAnswersTest {
    private static final Asset PICTURE = new Asset("a".repeat(64), 7, MediaType.PNG);
    private static final Take TAKE = new Take(
            PICTURE,
            new MediaFacts(1280, 720, 1, "24/1", false, "png", "0".repeat(64)),
            "v1:" + "b".repeat(64),
            1,
            "task",
            BigDecimal.ONE,
            true);
    private static final Item DAWN = new Item("dawn", true, Item.State.DONE, null, null, TAKE, null);
    private static final Item DUSK = new Item("dusk", true, Item.State.WAITING, null, null, null, null);
    private static final Item RISE = new Item("rise", false, Item.State.DONE, null, null, TAKE, null);
    private static final Item SET = new Item(
            "set", false, Item.State.PARKED, null, null, null, Stop.of(FailureKind.POLICY, "set", 1, "refused"));

    private final List<Object> told = new ArrayList<>();
    private String refusal;

    private static FilmItems.Scene scene(String id, boolean ended, Item... items) {
        SceneEntry stands = new SceneEntry(id, null, ended ? null : "film/" + id, PICTURE, ended ? List.of() : null);
        return new FilmItems.Scene(stands, ended ? null : new FilmStatus("", List.of(items)), List.of(items));
    }

    private FilmAnswers.Reply<Item> give(String update, Object argument, FilmItems.Scene... scenes) {
        return SceneAnswers.give(
                List.of(scenes),
                plan -> {
                    throw new AssertionError("nothing is read");
                },
                update,
                Item.class,
                new Object[] {argument},
                new SceneAnswers.Giver() {
                    @Override
                    public <T> FilmAnswers.Reply<T> give(String workflow, Class<T> said, Object... arguments) {
                        told.add(workflow);
                        told.addAll(List.of(arguments));
                        return refusal == null
                                ? new FilmAnswers.Reply.Taken<>(said.cast(SET))
                                : new FilmAnswers.Reply.Refused<>(refusal);
                    }
                });
    }

    private static StudioAnswers.Fix from(String keyframe) {
        return new StudioAnswers.Fix("set", null, keyframe, null);
    }

    @Test
    void aKeyframeThatAnotherSceneHasMadeIsLent() {
        give("fix", from("dawn"), scene("one", true, DAWN, RISE), scene("two", false, SET));

        Still lent = new Still("dawn", PICTURE, TAKE.fingerprint(), null);
        assertThat(told).containsExactly("film/two", from("dawn").lending(List.of(lent)));
    }

    @Test
    void oneOfTheSceneItselfIsNot() {
        give("fix", from("dawn"), scene("one", false, DAWN, SET));

        assertThat(told).containsExactly("film/one", from("dawn"));
    }

    @Test
    void oneThatIsNotMadeYetIsWaitedFor() {
        refusal = "there is no keyframe dusk in this scene";

        assertThat(give("fix", from("dusk"), scene("one", false, DUSK), scene("two", false, SET)))
                .isEqualTo(
                        new FilmAnswers.Reply.Refused<>("the keyframe dusk is made in another scene, and is not there"
                                + " yet; when it is, run the same command again"));
    }

    @Test
    void whatIsMadeInASceneThatHasEndedIsMadeOnceMoreByTheNextRender() {
        assertThat(give("retake", new StudioAnswers.Retake("rise"), scene("one", true, RISE), scene("two", false, SET)))
                .isEqualTo(
                        new FilmAnswers.Reply.Refused<>("rise is made, and so is its scene; when the film is done, run"
                                + " the same command again, for its next render"));
        assertThat(told).isEmpty();
    }
}
