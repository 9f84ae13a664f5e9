package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.Defaults;
import dev.framespan.workflows.catalogue.SpeechModel;
import dev.framespan.workflows.storyboard.reading.Draft;
import dev.framespan.workflows.storyboard.reading.DraftField;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import java.util.Optional;

/** What a text must be that the provider is to speak. */
final class SpeechRules {
    /** Code points that are spoken in a second, about: what it takes is known when it is bought. */
    private static final double PACE = 15;

    private final Draft draft;
    private final Catalogue catalogue;
    private final FaultCollector faults;

    SpeechRules(Draft draft, Catalogue catalogue, FaultCollector faults) {
        this.draft = draft;
        this.catalogue = catalogue;
        this.faults = faults;
    }

    /** How long a text takes, about, in seconds. */
    static double seconds(String text) {
        return text.codePointCount(0, text.length()) / PACE;
    }

    /** @return the model that speaks; null where nothing is to be spoken, or there is none */
    SpeechModel check(Draft.Voice voice) {
        if (!voice.text().present()) {
            refuse(voice.voice(), "voice says who speaks a text, and here is none: take it away");
            refuse(voice.model(), "model says what speaks a text, and here is none: take it away");
            return null;
        }
        if (voice.model().isFaulty()) {
            return null;
        }
        Optional<SpeechModel> model = Optional.ofNullable(voice.model().value())
                .or(() -> catalogue.speech(Defaults.SPEECH_MODEL))
                .or(() -> catalogue.speech().stream().findFirst());
        if (model.isEmpty()) {
            refuse(voice.text(), "no model of the catalogue speaks: give a file, or add a model under speech to it");
            return null;
        }
        if (voice.text().isValid()) {
            model.get().whyNot(voice.text().value()).ifPresent(why -> refuse(voice.text(), why));
            requirePrice(model.get(), voice.text().value());
        }
        if (voice.voice().isValid()) {
            model.get().whyNotVoice(voice.voice().value()).ifPresent(why -> refuse(voice.voice(), why));
        }
        return model.get();
    }

    /** A budget cannot be kept with what costs an unknown sum. */
    private void requirePrice(SpeechModel model, String text) {
        if (draft.budgetUsd().isValid() && model.price(text).isEmpty()) {
            refuse(draft.budgetUsd(), model.whyNoLimit());
        }
    }

    private void refuse(DraftField<?> at, String why) {
        if (at.present()) {
            faults.fault(at.place(), at.field(), why);
        }
    }
}
