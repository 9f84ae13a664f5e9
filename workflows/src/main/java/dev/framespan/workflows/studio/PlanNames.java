package dev.framespan.workflows.studio;

import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.SoundCue;
import dev.framespan.workflows.plan.Plan;
import java.util.List;

/** Gives a plan's keyframes, shots and speeches names that nothing else in a larger workflow has. */
final class PlanNames {
    private final String prefix;

    private PlanNames(String name) {
        this.prefix = name + ".";
    }

    /** The same plan, whose ids begin with a name: {@code intro.leave}. */
    static Plan within(String name, Plan plan) {
        return new PlanNames(name).of(plan);
    }

    private Plan of(Plan plan) {
        return new Plan(
                plan.film(),
                plan.title(),
                plan.width(),
                plan.height(),
                plan.rate(),
                plan.keyframes().stream().map(this::of).toList(),
                plan.shots().stream().map(this::of).toList(),
                plan.joins(),
                plan.sound() == null ? null : of(plan.sound()),
                plan.speeches().stream()
                        .map(speech -> new Plan.Speech(name(speech.id()), of(speech.cue()), speech.request()))
                        .toList(),
                plan.language());
    }

    private Plan.Keyframe of(Plan.Keyframe keyframe) {
        Plan.Frame frame = keyframe.frame();
        return new Plan.Keyframe(
                name(keyframe.id()),
                keyframe.picture(),
                keyframe.request(),
                names(keyframe.references()),
                frame == null ? null : new Plan.Frame(name(frame.shot()), frame.at()));
    }

    private Plan.Shot of(Plan.Shot shot) {
        Plan.Video video = shot.video();
        return new Plan.Shot(
                name(shot.id()),
                name(shot.from()),
                name(shot.to()),
                names(shot.references()),
                video == null ? null : new Plan.Video(name(video.shot()), video.video(), video.millis()),
                shot.request(),
                shot.edit());
    }

    private FilmSound of(FilmSound sound) {
        return sound.with(sound.cues().stream().map(this::of).toList());
    }

    private SoundCue of(SoundCue cue) {
        return new SoundCue(
                cue.kind(),
                cue.name(),
                cue.sound(),
                name(cue.shot()),
                name(cue.until()),
                cue.at(),
                cue.seconds(),
                cue.gain(),
                cue.fadeIn(),
                cue.fadeOut(),
                cue.loop());
    }

    private List<String> names(List<String> ids) {
        return ids.stream().map(this::name).toList();
    }

    private String name(String id) {
        return id == null ? null : prefix + id;
    }
}
