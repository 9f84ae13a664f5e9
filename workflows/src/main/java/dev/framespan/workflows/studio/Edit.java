package dev.framespan.workflows.studio;

import dev.framespan.workflows.assembly.CutSound;
import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.FilmTags;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.SoundCue;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * How a film is cut together: its clips in their order, how they go over into each other, what is heard. Never changed; each method gives
 * another one.
 *
 * <pre>{@code
 * studio.cut(Edit.of(sweep, crowd, rain).crossfade(0.5).music(song, -12))
 * }</pre>
 */
public final class Edit {
    private final List<Shot> shots;
    private final Transition transition;
    private final JoinSettings joins;
    private final FilmSound sound;
    private final FilmTags tags;
    private final List<Cue> cues;

    private Edit(
            List<Shot> shots,
            Transition transition,
            JoinSettings joins,
            FilmSound sound,
            FilmTags tags,
            List<Cue> cues) {
        this.shots = List.copyOf(shots);
        this.transition = transition;
        this.joins = joins;
        this.sound = sound;
        this.tags = tags;
        this.cues = List.copyOf(cues);
    }

    /**
     * A clip in its place.
     *
     * @param transition into the next one; null for the edit's own
     * @param sound what becomes of its own sound; null as it is
     * @param chapter title of the chapter that begins with it; null where none does
     */
    public record Shot(Promise<Clip> clip, Transition transition, CutSound sound, String chapter) {
        public static Shot of(Promise<Clip> clip) {
            return new Shot(clip, null, null, null);
        }

        public Shot transition(Transition next) {
            return new Shot(clip, next, sound, chapter);
        }

        public Shot sound(CutSound own) {
            return new Shot(clip, transition, own, chapter);
        }

        public Shot chapter(String title) {
            return new Shot(clip, transition, sound, title);
        }
    }

    /** A sound that may still be in the making. @param place its cue, without the sound */
    record Cue(SoundCue place, Promise<Asset> sound) {}

    /** Cuts alone, repeated boundary frames dropped, the clips' own sound at {@link FilmSound#LOUDNESS}. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static Edit of(Promise<Clip>... clips) {
        return ofShots(Arrays.stream(clips).map(Shot::of).toList());
    }

    /** The same of shots that say more for themselves. */
    public static Edit ofShots(List<Shot> shots) {
        return new Edit(shots, Transition.CUT, JoinSettings.DEFAULT, FilmSound.USUAL, FilmTags.NONE, List.of());
    }

    /** Between all clips whose shots say nothing else. */
    public Edit transition(Transition everywhere) {
        return new Edit(shots, everywhere, joins, sound, tags, cues);
    }

    /** Between all clips whose shots say nothing else. @param seconds more than 0, at most {@link Transition#LONGEST} */
    public Edit crossfade(double seconds) {
        return transition(StopFailures.unlessPossible("film", () -> Transition.crossfade(seconds)));
    }

    public Edit joins(JoinSettings settings) {
        return new Edit(shots, transition, settings, sound, tags, cues);
    }

    /** @param heard null for the clips' own sound as it came */
    public Edit sound(FilmSound heard) {
        return new Edit(shots, transition, joins, heard, tags, cues);
    }

    public Edit tags(FilmTags says) {
        return new Edit(shots, transition, joins, sound, says, cues);
    }

    /** Under the whole film, beginning anew where it ends before. @param gain in dB */
    public Edit music(Asset song, double gain) {
        SoundCue place = new SoundCue(SoundCue.Kind.MUSIC, "music", null, null, null, 0, null, gain, 0.5, 2, true);
        return cue(place, Workflow.newPromise(song));
    }

    /** A sound in its place. @param place its cue, whose sound is the promise's */
    public Edit cue(SoundCue place, Promise<Asset> sound) {
        List<Cue> more = new ArrayList<>(cues);
        more.add(new Cue(place, sound));
        return new Edit(shots, transition, joins, this.sound, tags, more);
    }

    /** The same without what is left out; a shot that comes to be the last one keeps no transition to the next. */
    Edit without(Predicate<Promise<?>> leftOut) {
        return new Edit(
                shots.stream().filter(shot -> !leftOut.test(shot.clip())).toList(),
                transition,
                joins,
                sound,
                tags,
                cues.stream().filter(cue -> !leftOut.test(cue.sound())).toList());
    }

    List<Shot> shots() {
        return shots;
    }

    JoinSettings joins() {
        return joins;
    }

    FilmTags tags() {
        return tags;
    }

    List<Cue> cues() {
        return cues;
    }

    /** After a shot, the last one excepted, whose own word alone counts. */
    Transition after(int shot) {
        Transition own = shots.get(shot).transition();
        if (own != null) {
            return own;
        }
        return shot + 1 < shots.size() ? transition : Transition.CUT;
    }

    /** What is heard, with the sounds that were made; null for the clips' own sound as it came. */
    FilmSound heard() {
        if (sound == null || cues.isEmpty()) {
            return sound;
        }
        List<SoundCue> all = new ArrayList<>(sound.cues());
        cues.forEach(cue -> all.add(cue.place().with(cue.sound().get())));
        return new FilmSound(sound.clipsGain(), sound.clipsMute(), all, sound.duck(), sound.loudness(), sound.stems());
    }
}
