package dev.framespan.workflows.planning;

import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.FilmTags;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.storyboard.ClipTimeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes the timeline of a film of an author's own clips. */
public final class TimelinePlanner {
    private TimelinePlanner() {}

    /**
     * @param day for the film's tags, {@code 2026-11-26}
     * @param decodeAll whether the whole film is decoded to prove it
     */
    public static Timeline plan(ClipTimeline written, SoundAssets sounds, String day, boolean decodeAll)
            throws IOException {
        EditPlanner edits = new EditPlanner(written.edit(), written.sources(), sounds);
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < written.clips().size(); i++) {
            ClipTimeline.Clip clip = written.clips().get(i);
            Plan.Edit edit = edits.edit(i) == null ? Plan.Edit.PLAIN : edits.edit(i);
            cuts.add(new Cut(
                    written.edit().shots().get(i).id(),
                    clip.asset(),
                    clip.facts(),
                    clip.trim(),
                    edit.transition(),
                    edit.sound(),
                    edit.chapter()));
        }
        return new Timeline(
                written.format(),
                cuts,
                edits.joins().decodeAll(decodeAll),
                edits.sound(),
                new FilmTags(written.edit().title(), day, written.edit().language()));
    }
}
