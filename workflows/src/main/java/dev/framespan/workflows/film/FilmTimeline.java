package dev.framespan.workflows.film;

import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.FilmTags;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.SoundCue;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.Item;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The cuts of a film whose scenes are made, as the workflow of a film in one scene has them. */
public final class FilmTimeline {
    private FilmTimeline() {}

    /**
     * Without what was left out.
     *
     * @param items all of the film's, by their ids
     * @param day on which it is cut, {@code 2026-11-26}
     * @param decodeAll whether the finished film is decoded whole
     * @throws ApplicationFailure {@code SKIPPED} when every shot is left out
     */
    public static Timeline of(Plan plan, Map<String, Item> items, String day, boolean decodeAll) {
        List<Cut> cuts = new ArrayList<>();
        for (Plan.Shot shot : plan.shots()) {
            Item item = items.get(shot.id());
            if (item.state() != Item.State.SKIPPED) {
                cuts.add(cut(shot, item));
            }
        }
        if (cuts.isEmpty()) {
            throw Stop.of(FailureKind.SKIPPED, plan.film(), 1, "every shot of the film is left out")
                    .failure();
        }
        String rate = plan.rate() == null ? cuts.get(0).facts().rate() : plan.rate();
        JoinSettings joins = plan.joins() == null ? JoinSettings.EVERY_FRAME : plan.joins();
        return new Timeline(
                new Format(plan.width(), plan.height(), rate),
                cuts,
                joins.decodeAll(decodeAll),
                heard(plan, items),
                new FilmTags(plan.title(), day, plan.language()));
    }

    private static Cut cut(Plan.Shot shot, Item item) {
        Plan.Edit edit = shot.edit() == null ? Plan.Edit.PLAIN : shot.edit();
        Transition after = edit.transition();
        return new Cut(
                shot.id(),
                item.take().original(),
                item.take().facts(),
                null,
                after == null || after.kind() == Transition.Kind.CUT ? null : after,
                edit.sound(),
                edit.chapter());
    }

    private static FilmSound heard(Plan plan, Map<String, Item> items) {
        List<SoundCue> spoken = plan.speeches().stream()
                .filter(speech -> items.get(speech.id()).state() != Item.State.SKIPPED)
                .map(speech -> speech.cue().with(items.get(speech.id()).take().original()))
                .toList();
        if (plan.sound() == null || spoken.isEmpty()) {
            return plan.sound();
        }
        List<SoundCue> all = new ArrayList<>(plan.sound().cues());
        all.addAll(spoken);
        return plan.sound().with(all);
    }
}
