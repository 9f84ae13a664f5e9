package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.assembly.CutSound;
import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.storyboard.FilmLength;
import dev.framespan.workflows.storyboard.Storyboard;
import dev.framespan.workflows.storyboard.reading.Draft;
import dev.framespan.workflows.storyboard.reading.DraftField;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import dev.framespan.workflows.storyboard.reading.FaultWording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Music and effects: files that can be heard, at times that the film has. */
final class SoundRules {
    private final Draft draft;
    private final SoundFiles files;
    private final FaultCollector faults;
    private final List<String> shots = new ArrayList<>();

    SoundRules(Draft draft, SoundFiles files, FaultCollector faults) {
        this.draft = draft;
        this.files = files;
        this.faults = faults;
        draft.shots().forEach(shot -> shots.add(shot.id().value()));
    }

    /** @return null where the storyboard says nothing of sound; of use only where no fault was found */
    Storyboard.Sound check() {
        if (!draft.sound().isValid()) {
            return null;
        }
        Draft.Sound sound = draft.sound().value();
        return new Storyboard.Sound(
                sound.clips().or(CutSound.AS_IT_IS),
                sound.music().stream().map(this::music).toList(),
                sound.effects().stream().map(this::effect).toList(),
                sound.duck().or(FilmSound.DUCK),
                sound.loudness().or(new Draft.Loudness(FilmSound.LOUDNESS)).lufs(),
                sound.stems().or(false));
    }

    private Storyboard.Music music(Draft.Music music) {
        files.check(music.file());
        checkFades(music);
        return new Storyboard.Music(
                music.file().value(),
                music.gain().or(0.0),
                music.at().or(0.0),
                music.seconds().value(),
                music.fadeIn().or(0.0),
                music.fadeOut().or(0.0),
                music.loop().or(false));
    }

    private void checkFades(Draft.Music music) {
        boolean loop = music.loop().or(false);
        Optional<Double> file =
                music.file().isValid() ? files.seconds(music.file().value()) : Optional.empty();
        Double wanted = music.seconds().value();
        Double heard = wanted == null && !loop && !music.seconds().isFaulty() ? file.orElse(null) : wanted;
        double fades = music.fadeIn().or(0.0) + music.fadeOut().or(0.0);
        if (heard != null && fades > heard) {
            DraftField<?> at = music.fadeOut().present() ? music.fadeOut() : music.fadeIn();
            faults.fault(
                    at.place(),
                    at.field(),
                    "its fades last " + FilmLength.words(fades) + " s together, and it is heard for "
                            + FilmLength.words(heard) + " s: shorten them");
        }
        if (wanted != null && !loop && !music.loop().isFaulty()) {
            file.filter(length -> length < wanted)
                    .ifPresent(length -> faults.warn(
                            music.seconds().place(),
                            music.seconds().field(),
                            "it lasts " + FilmLength.words(length) + " s, and silence follows: loop: true repeats it"));
        }
    }

    private Storyboard.Effect effect(Draft.Effect effect) {
        files.check(effect.file());
        DraftField<String> shot = effect.shot();
        if (shot.isValid() && !shots.contains(shot.value())) {
            String hint = FaultWording.didYouMean(
                    shot.value(), shots.stream().filter(id -> id != null).toList());
            faults.fault(
                    shot.place(),
                    shot.field(),
                    "no shot is called " + shot.value() + (hint.isEmpty() ? ": name the id of one" : hint));
        }
        return new Storyboard.Effect(
                effect.file().value(),
                shot.value(),
                effect.at().or(0.0),
                effect.gain().or(0.0));
    }

    /** What begins when the film, or its shot, is over is never heard. */
    void checkTimes(FilmLength film) {
        if (!draft.sound().isValid()) {
            return;
        }
        draft.sound().value().music().forEach(music -> requireWithin(music.at(), "the film", film.seconds()));
        for (Draft.Effect effect : draft.sound().value().effects()) {
            int shot = effect.shot().isValid() ? shots.indexOf(effect.shot().value()) : -1;
            if (shot >= 0) {
                requireWithin(effect.at(), effect.shot().value(), film.end(shot) - film.start(shot));
            } else if (!effect.shot().present()) {
                requireWithin(effect.at(), "the film", film.seconds());
            }
        }
    }

    private void requireWithin(DraftField<Double> at, String what, double seconds) {
        if (at.isValid() && at.value() >= seconds) {
            faults.fault(
                    at.place(),
                    at.field(),
                    what + " lasts " + FilmLength.words(seconds) + " s, and nothing can begin at "
                            + FilmLength.words(at.value()) + " s: write an earlier time");
        }
    }
}
