package dev.framespan.workflows.planning;

import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.SoundCue;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.storyboard.MediaSources;
import dev.framespan.workflows.storyboard.Storyboard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How the clips of a checked storyboard are put together, and what is heard. */
final class EditPlanner {
    private final Storyboard storyboard;
    private final MediaSources sources;
    private final SoundAssets assets;

    EditPlanner(Storyboard storyboard, MediaSources sources, SoundAssets assets) {
        this.storyboard = storyboard;
        this.sources = sources;
        this.assets = assets;
    }

    JoinSettings joins() {
        return new JoinSettings(
                storyboard.render(),
                storyboard.fit(),
                storyboard.joins().similarity(),
                JoinSettings.ALIKE_PSNR,
                storyboard.joins().unlike(),
                false);
    }

    /**
     * @param number of the shot, from 0
     * @return null for a shot that is cut into the next one as it is
     */
    Plan.Edit edit(int number) {
        Storyboard.Shot shot = storyboard.shots().get(number);
        boolean cut = shot.transition().kind() == Transition.Kind.CUT;
        Plan.Edit edit = new Plan.Edit(cut ? null : shot.transition(), shot.sound(), chapter(number));
        return edit.equals(Plan.Edit.PLAIN) ? null : edit;
    }

    /** Its scene's; what comes before the first scene is a chapter, too, for players know none that begins later. */
    private String chapter(int number) {
        String scene = storyboard.shots().get(number).scene();
        boolean opening =
                number == 0 && scene == null && storyboard.shots().stream().anyMatch(shot -> shot.scene() != null);
        return opening ? title() : scene;
    }

    private String title() {
        return storyboard.title() == null ? storyboard.id() : storyboard.title();
    }

    /** Null for a film that nothing is to be heard of: a clip that has sound all the same keeps it as it is. */
    FilmSound sound() throws IOException {
        Storyboard.Sound sound = storyboard.sound();
        List<SoundCue> cues = new ArrayList<>();
        if (sound != null) {
            for (int i = 0; i < sound.music().size(); i++) {
                cues.add(music(
                        sound.music().get(i), numbered("music", i, sound.music().size())));
            }
            for (int i = 0; i < sound.effects().size(); i++) {
                cues.add(effect(
                        sound.effects().get(i),
                        numbered("effect", i, sound.effects().size())));
            }
        }
        for (int i = 0; i < storyboard.shots().size(); i++) {
            Storyboard.Voice voice = storyboard.shots().get(i).voice();
            if (voice != null && voice.file() != null) {
                cues.add(cue(i).with(assets.sound(sources.sound(voice.file()))));
            }
        }
        if (sound == null) {
            if (cues.isEmpty()) {
                return isHeard() || hasVoice() ? FilmSound.USUAL : null;
            }
            return FilmSound.USUAL.with(cues);
        }
        return new FilmSound(
                sound.clips().gain(), sound.clips().mute(), cues, sound.duck(), sound.loudness(), sound.stems());
    }

    /** Whether a clip is asked to have sound. */
    private boolean isHeard() {
        return storyboard.shots().stream()
                .anyMatch(shot ->
                        shot.audio() || shot.video() != null && shot.video().keepSound());
    }

    private boolean hasVoice() {
        return storyboard.shots().stream().anyMatch(shot -> shot.voice() != null);
    }

    private static String numbered(String what, int number, int count) {
        return count == 1 ? what : what + " " + (number + 1);
    }

    private SoundCue music(Storyboard.Music music, String name) throws IOException {
        return new SoundCue(
                SoundCue.Kind.MUSIC,
                name,
                assets.sound(sources.sound(music.file())),
                null,
                null,
                music.at(),
                music.seconds(),
                music.gain(),
                music.fadeIn(),
                music.fadeOut(),
                music.loop());
    }

    private SoundCue effect(Storyboard.Effect effect, String name) throws IOException {
        return new SoundCue(
                SoundCue.Kind.EFFECT,
                name,
                assets.sound(sources.sound(effect.file())),
                effect.shot(),
                null,
                effect.at(),
                null,
                effect.gain(),
                0,
                0,
                false);
    }

    /** The place of a shot's voice, without its sound. */
    SoundCue cue(int number) {
        Storyboard.Shot shot = storyboard.shots().get(number);
        Storyboard.Voice voice = shot.voice();
        int last = voice.over() == Storyboard.Over.SCENE ? Storyboard.lastOfScene(storyboard.shots(), number) : number;
        return new SoundCue(
                SoundCue.Kind.VOICE,
                "voice of shot " + shot.id(),
                null,
                shot.id(),
                storyboard.shots().get(last).id(),
                voice.at(),
                null,
                voice.gain(),
                0,
                0,
                false);
    }
}
