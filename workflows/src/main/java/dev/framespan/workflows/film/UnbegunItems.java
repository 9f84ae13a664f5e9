package dev.framespan.workflows.film;

import dev.framespan.workflows.generation.TakeKind;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.Item;
import java.util.List;
import java.util.stream.Stream;

/** How everything of a plan stands before anything of it is asked for. */
public final class UnbegunItems {
    private UnbegunItems() {}

    /** Of all that may be bought: stills, then clips, then speeches. */
    public static List<Item> of(Plan plan) {
        Stream<Item> stills = plan.keyframes().stream()
                .filter(keyframe -> keyframe.request() != null)
                .map(keyframe -> Item.waiting(keyframe.id(), TakeKind.STILL));
        Stream<Item> clips = plan.shots().stream().map(shot -> Item.waiting(shot.id(), TakeKind.CLIP));
        Stream<Item> spoken = plan.speeches().stream().map(speech -> Item.waiting(speech.id(), TakeKind.SPEECH));
        return Stream.concat(stills, Stream.concat(clips, spoken)).toList();
    }
}
