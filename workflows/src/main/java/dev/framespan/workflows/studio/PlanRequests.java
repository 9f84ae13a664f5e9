package dev.framespan.workflows.studio;

import dev.framespan.workflows.Internal;
import dev.framespan.workflows.assembly.FilmTags;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.plan.Plan;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks a studio for what a plan says: in the plan's order, but each thing after those that it is made from. */
@Internal
public final class PlanRequests {
    /** What a part of a plan needs and other workflows make. */
    public interface Imports {
        Promise<Still> still(String id);

        Promise<Clip> clip(String id);
    }

    private final Studio studio;
    private final Plan plan;
    private final Map<String, Plan.Keyframe> keyframes;
    private final Map<String, Plan.Shot> shots;
    private final Imports imports;
    private final Map<String, Promise<Still>> stills = new HashMap<>();
    private final Map<String, Promise<Clip>> clips = new HashMap<>();

    /** @param plan whose keyframes and shots need each other in no circle */
    public PlanRequests(Studio studio, Plan plan) {
        this(studio, plan, null);
    }

    /** @param imports has what the plan's keyframes and shots need, and the plan has not; null where it has all */
    public PlanRequests(Studio studio, Plan plan, Imports imports) {
        this.studio = studio;
        this.plan = plan;
        this.imports = imports;
        this.keyframes = by(plan.keyframes(), Plan.Keyframe::id);
        this.shots = by(plan.shots(), Plan.Shot::id);
    }

    private static <T> Map<String, T> by(List<T> values, Function<T, String> id) {
        return values.stream().collect(Collectors.toMap(id, value -> value));
    }

    /** @return the clips, in the order in which they are seen */
    public List<Promise<Clip>> ask() {
        plan.keyframes().forEach(keyframe -> still(keyframe.id()));
        return plan.shots().stream().map(shot -> clip(shot.id())).toList();
    }

    /** @return what is spoken, in the plan's order */
    public List<Promise<Speech>> askForSpeeches() {
        return plan.speeches().stream()
                .map(speech -> studio.speech(SpeechRequest.of(speech.request()).named(speech.id())))
                .toList();
    }

    /** What was asked for under an id, or is imported. */
    public Promise<?> asked(String id) {
        return stills.containsKey(id) ? stills.get(id) : clip(id);
    }

    /** How the clips are cut together, with what is spoken. */
    public Edit edit(List<Promise<Clip>> made, List<Promise<Speech>> speeches, boolean decodeAll) {
        List<Edit.Shot> all = new ArrayList<>();
        for (Plan.Shot shot : plan.shots()) {
            Plan.Edit edit = shot.edit() == null ? Plan.Edit.PLAIN : shot.edit();
            all.add(new Edit.Shot(made.get(all.size()), edit.transition(), edit.sound(), edit.chapter(), null));
        }
        JoinSettings joins = plan.joins() == null ? JoinSettings.EVERY_FRAME : plan.joins();
        String day =
                Instant.ofEpochMilli(Workflow.currentTimeMillis()).toString().substring(0, 10);
        Edit film = Edit.ofShots(all)
                .joins(joins.decodeAll(decodeAll))
                .sound(plan.sound())
                .tags(new FilmTags(plan.title(), day, plan.language()));
        for (int i = 0; i < speeches.size(); i++) {
            film = film.cue(plan.speeches().get(i).cue(), speeches.get(i).thenApply(spoken -> spoken.take()
                    .original()));
        }
        return film;
    }

    private Promise<Still> still(String id) {
        if (id == null) {
            return null;
        }
        Promise<Still> known = stills.get(id);
        if (known == null) {
            known = keyframes.containsKey(id) ? ask(keyframes.get(id)) : imported(id);
            stills.put(id, known);
        }
        return known;
    }

    private Promise<Still> imported(String id) {
        Promise<Still> still = imports.still(id);
        studio.elsewhere(id, still);
        return still;
    }

    private Promise<Still> ask(Plan.Keyframe keyframe) {
        if (keyframe.picture() != null) {
            return studio.picture(keyframe.id(), keyframe.picture());
        }
        if (keyframe.frame() != null) {
            return studio.frame(
                    keyframe.id(),
                    clip(keyframe.frame().shot()),
                    keyframe.frame().at());
        }
        StillRequest wanted = StillRequest.of(keyframe.request()).named(keyframe.id());
        for (String reference : keyframe.references()) {
            wanted = wanted.from(still(reference));
        }
        return studio.still(wanted);
    }

    /** The clip of a shot, or one that is imported. */
    public Promise<Clip> clip(String id) {
        Promise<Clip> known = clips.get(id);
        if (known == null) {
            known = shots.containsKey(id) ? studio.clip(wanted(shots.get(id)).named(id)) : imports.clip(id);
            clips.put(id, known);
        }
        return known;
    }

    private ClipRequest wanted(Plan.Shot shot) {
        if (shot.references().isEmpty() && shot.video() == null) {
            return ClipRequest.of(shot.request(), still(shot.from()), still(shot.to()));
        }
        List<Promise<Still>> references =
                shot.references().stream().map(this::still).toList();
        return ClipRequest.ofReferences(shot.request(), references, video(shot));
    }

    private Promise<? extends SourceVideo> video(Plan.Shot shot) {
        Plan.Video video = shot.video();
        if (video == null) {
            return null;
        }
        return video.shot() != null ? clip(video.shot()) : studio.video(null, video.video(), video.millis());
    }
}
