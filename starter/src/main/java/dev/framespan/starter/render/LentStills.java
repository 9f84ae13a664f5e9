package dev.framespan.starter.render;

import dev.framespan.starter.follow.FilmItems;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.Still;
import dev.framespan.workflows.studio.StudioAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Keyframes of other scenes, which a scene knows nothing of, for a shot that is to be made from them. */
final class LentStills {
    private final List<FilmItems.Scene> scenes;
    private final Function<Asset, Plan> plans;

    /** @param plans reads a plan of the film */
    LentStills(List<FilmItems.Scene> scenes, Function<Asset, Plan> plans) {
        this.scenes = scenes;
        this.plans = plans;
    }

    /**
     * Gives a fix with all the keyframes that it names.
     *
     * @param give tells the scene
     */
    <T> FilmAnswers.Reply<T> fix(StudioAnswers.Fix fix, Function<StudioAnswers.Fix, FilmAnswers.Reply<T>> give) {
        List<Still> lent = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String id : wanted(fix)) {
            still(fix, id).ifPresentOrElse(lent::add, () -> missing.add(id));
        }
        FilmAnswers.Reply<T> reply = give.apply(fix.lending(lent));
        if (reply instanceof FilmAnswers.Reply.Refused<T> refused) {
            for (String id : missing) {
                if (refused.words().contains("no keyframe " + id)) {
                    return new FilmAnswers.Reply.Refused<>(
                            "the keyframe " + id
                                    + " is made in another scene, and is not there yet; when it is, run the same command again");
                }
            }
        }
        return reply;
    }

    /** Not those of the scene itself, which may still be in the making there. */
    private List<String> wanted(StudioAnswers.Fix fix) {
        Optional<FilmItems.Scene> own =
                scenes.stream().filter(scene -> scene.has(fix.id())).findFirst();
        return Stream.of(fix.from(), fix.to())
                .filter(Objects::nonNull)
                .distinct()
                .filter(id -> own.isEmpty() || !own.get().has(id))
                .toList();
    }

    private Optional<Still> still(StudioAnswers.Fix fix, String id) {
        Optional<Still> made = scenes.stream()
                .flatMap(scene -> scene.items().stream())
                .filter(item -> item.id().equals(id) && item.state() == Item.State.DONE)
                .findFirst()
                .map(item -> new Still(id, item.take().original(), item.take().fingerprint(), null));
        return made.isPresent() || fix.plan() == null ? made : ownPicture(plans.apply(fix.plan()), id);
    }

    private static Optional<Still> ownPicture(Plan plan, String id) {
        return plan.keyframes().stream()
                .filter(keyframe -> keyframe.id().equals(id) && keyframe.picture() != null)
                .findFirst()
                .map(keyframe -> new Still(id, keyframe.picture(), null, null));
    }
}
