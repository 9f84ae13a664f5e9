package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.catalogue.SpeechModel;
import dev.framespan.workflows.storyboard.FilmLength;
import dev.framespan.workflows.storyboard.Storyboard;
import dev.framespan.workflows.storyboard.reading.Draft;
import dev.framespan.workflows.storyboard.reading.DraftField;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is spoken over a shot, and whether there is time for it. */
final class VoiceRules {
    /** Rounding of a length in milliseconds is no longer voice. */
    private static final double SLACK = 0.001;

    private final Draft draft;
    private final SoundFiles files;
    private final Function<Draft.Voice, SpeechModel> speech;
    private final FaultCollector faults;

    /** @param speech says what speaks a voice; null where nothing does */
    VoiceRules(Draft draft, SoundFiles files, Function<Draft.Voice, SpeechModel> speech, FaultCollector faults) {
        this.speech = speech;
        this.draft = draft;
        this.files = files;
        this.faults = faults;
    }

    /** @return null where there is none; of use only where no fault was found */
    Storyboard.Voice check(Draft.Shot shot) {
        if (!shot.voice().isValid()) {
            return null;
        }
        Draft.Voice voice = shot.voice().value();
        if (voice.file().present() == voice.text().present()) {
            DraftField<?> at = voice.text().present() ? voice.text() : shot.voice();
            faults.fault(
                    at.place(),
                    at.field(),
                    voice.text().present()
                            ? "a voice is a file or a text, not both: take one of them away"
                            : "a voice is a file, or a text that the provider speaks: write file or text");
        }
        files.check(voice.file());
        SpeechModel model = speech.apply(voice);
        DraftField<Storyboard.Over> over = voice.over();
        int number = draft.shots().indexOf(shot);
        if (over.value() == Storyboard.Over.SCENE && !isInScene(number)) {
            faults.fault(
                    over.place(),
                    over.field(),
                    "no scene has begun here: name one with scene: in this shot or one before it, or write over: shot");
        }
        return new Storyboard.Voice(
                voice.file().value(),
                voice.text().value(),
                model == null ? null : voice.voice().or(model.voices().get(0)),
                model == null ? null : model.name(),
                voice.gain().or(0.0),
                voice.at().or(0.0),
                over.or(Storyboard.Over.SHOT));
    }

    private boolean isInScene(int number) {
        return !draft.scenes().isEmpty()
                || draft.shots().subList(0, number + 1).stream()
                        .anyMatch(shot -> shot.scene().present());
    }

    /**
     * A voice ends with its shot, or with its scene, and before the next one speaks.
     *
     * @param shots one for each of the draft's
     */
    void checkTimes(List<Storyboard.Shot> shots, FilmLength film) {
        int before = -1;
        double silentFrom = 0;
        for (int i = 0; i < shots.size(); i++) {
            Storyboard.Voice voice = shots.get(i).voice();
            if (voice == null) {
                continue;
            }
            Draft.Voice drafted = draft.shots().get(i).voice().value();
            double begins = film.start(i) + voice.at();
            if (before >= 0 && begins < silentFrom - SLACK) {
                DraftField<?> at = drafted.at().present()
                        ? drafted.at()
                        : draft.shots().get(i).voice();
                faults.fault(
                        at.place(),
                        at.field(),
                        "the voice of " + shots.get(before).id() + " is heard until "
                                + FilmLength.words(silentFrom - film.start(i))
                                + " s after this shot begins: begin this one then");
            }
            double time = film.end(voice.over() == Storyboard.Over.SCENE ? Storyboard.lastOfScene(shots, i) : i)
                    - film.start(i);
            Optional<Double> length = checkTime(shots.get(i), drafted, time);
            before = i;
            silentFrom = begins + length.orElse(0.0);
        }
    }

    /** @return how long the voice is, where that is known */
    private Optional<Double> checkTime(Storyboard.Shot shot, Draft.Voice drafted, double time) {
        Storyboard.Voice voice = shot.voice();
        String what = voice.over() == Storyboard.Over.SCENE ? "the scene" : shot.id();
        if (voice.at() >= time) {
            faults.fault(
                    drafted.at().place(),
                    drafted.at().field(),
                    what + " lasts " + FilmLength.words(time) + " s, and nothing can begin at "
                            + FilmLength.words(voice.at()) + " s: write an earlier time");
            return Optional.empty();
        }
        if (voice.text() != null) {
            return warnOfLongText(voice, drafted, what, time);
        }
        Optional<Double> length = files.seconds(voice.file());
        length.filter(seconds -> voice.at() + seconds > time + SLACK)
                .ifPresent(seconds -> faults.fault(
                        drafted.file().place(),
                        drafted.file().field(),
                        "this voice lasts " + FilmLength.words(seconds) + " s, and "
                                + what + " has " + FilmLength.words(time - voice.at()) + " s for it: "
                                + cure(voice)));
        return length;
    }

    /** How long a text takes is known when it is spoken. */
    private Optional<Double> warnOfLongText(Storyboard.Voice voice, Draft.Voice drafted, String what, double time) {
        double seconds = SpeechRules.seconds(voice.text());
        if (voice.at() + seconds > time) {
            faults.warn(
                    drafted.text().place(),
                    drafted.text().field(),
                    "to speak this may take " + Math.round(seconds) + " s, and " + what + " has "
                            + FilmLength.words(time - voice.at()) + " s for it: " + cure(voice));
        }
        return Optional.empty();
    }

    private static String cure(Storyboard.Voice voice) {
        return "shorten it" + (voice.at() > 0 ? ", begin it earlier" : "")
                + (voice.over() == Storyboard.Over.SHOT
                        ? ", make the shot longer, or let it be heard over: scene"
                        : ", or make a shot of the scene longer");
    }
}
