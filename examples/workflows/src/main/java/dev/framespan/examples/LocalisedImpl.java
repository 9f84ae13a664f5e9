package dev.framespan.examples;

import static dev.framespan.workflows.studio.ClipRequest.generate;

import dev.framespan.workflows.studio.Clip;
import dev.framespan.workflows.studio.Edit;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.SpeechRequest;
import dev.framespan.workflows.studio.Studio;
import io.temporal.workflow.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks for every film before it waits for one: they are cut at once. */
public final class LocalisedImpl implements Localised {
    @Override
    public Map<String, Film> make(Advertisement advertisement) {
        return Studio.make(studio -> {
            List<Promise<Clip>> clips = new ArrayList<>();
            for (String scene : advertisement.scenes()) {
                clips.add(studio.clip(generate(scene).named("scene-" + (clips.size() + 1))));
            }
            Map<String, Promise<Film>> cuts = new TreeMap<>();
            new TreeMap<>(advertisement.texts()).forEach((language, text) -> {
                SpeechRequest spoken =
                        SpeechRequest.of(text, advertisement.voice()).named("voice-" + language);
                cuts.put(
                        language,
                        studio.cut(Edit.of(clips)
                                .voice(studio.speech(spoken), 0.5)
                                .language(language)
                                .named(language)));
            });
            Map<String, Film> films = new TreeMap<>();
            cuts.forEach((language, cut) -> films.put(language, cut.get()));
            return films;
        });
    }
}
