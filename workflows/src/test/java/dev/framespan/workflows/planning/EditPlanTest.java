package dev.framespan.workflows.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.workflows.assembly.CutSound;
import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.SoundCue;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.storyboard.InputSource;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.storyboard.checking.StoryboardText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says of joins, sound, voices and chapters. */
class EditPlanTest {
    @TempDir
    Path folder;

    /** A sound is called by its file's name; nothing else is kept. */
    private static final class Sounds implements PlanAssets {
        @Override
        public Asset picture(InputSource source) {
            throw new AssertionError("no picture");
        }

        @Override
        public MeasuredVideo video(InputSource source) {
            throw new AssertionError("no video");
        }

        @Override
        public Asset sound(InputSource source) {
            return asset(((InputSource.File) source).path().getFileName().toString());
        }

        @Override
        public Asset words(String prompt) {
            return new Asset(Sha256.of(prompt), prompt.length(), MediaType.TXT);
        }
    }

    private static Asset asset(String name) {
        return new Asset(Sha256.of(name), 1, MediaType.WAV);
    }

    private Plan plan(String text) throws IOException {
        for (String name : List.of("song.wav", "bell.wav", "voice.wav")) {
            Files.writeString(folder.resolve(name), "x");
        }
        CheckResult checked = StoryboardText.in(folder).check(text);
        assertThat(checked.faults()).isEmpty();
        return Planner.plan(checked, StoryboardText.CATALOGUE, new Sounds());
    }

    @Test
    void aSilentFilmOfCutsHasTheUsualJoinsAndNothingElse() throws IOException {
        Plan plan = plan("shots: [{ id: a, prompt: p }, { id: b, prompt: q }]");
        assertThat(plan.joins()).isEqualTo(JoinSettings.DEFAULT);
        JsonNode json = Payloads.json().valueToTree(plan);
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("film", "title", "width", "height", "keyframes", "shots", "joins");
        assertThat(json.at("/shots/0").fieldNames()).toIterable().containsExactly("id", "request");
        assertThat(plan.ofBefore()).isPresent();
    }

    @Test
    void whatHasSoundIsBroughtToTheUsualLoudness() throws IOException {
        assertThat(plan("audio: true\nshots: [{ id: a, prompt: p }]").sound()).isEqualTo(FilmSound.USUAL);
        assertThat(FilmSound.USUAL.loudness()).isEqualTo(-14.0);
        assertThat(plan("audio: true\nsound: { loudness: off }\nshots: [{ id: a, prompt: p }]")
                        .sound()
                        .loudness())
                .isNull();
    }

    @Test
    void everythingThatIsWrittenIsPlanned() throws IOException {
        Plan plan = plan(
                """
                title: The keeper
                language: en
                transition: { crossfade: 0.5 }
                fit: blur
                render: full
                joins: { similarity: 0.9, unlike: { match: 0.3 } }
                sound:
                  clips: { gain: -3 }
                  music: [song.wav, { file: song.wav, at: 2, seconds: 4, gain: -6, fade_in: 1, fade_out: 2, loop: true }]
                  effects: [{ file: bell.wav, shot: b, at: 1.5, gain: 2 }]
                  duck: 12
                  loudness: -16
                  stems: true
                shots:
                  - { id: a, prompt: p, sound: mute }
                  - { id: b, prompt: q, scene: Storm, transition: cut, voice: { file: voice.wav, at: 1, gain: 1, over: scene } }
                  - { id: c, prompt: r, transition: { fade_to: black } }
                  - { id: d, prompt: s, scene: Calm, voice: voice.wav }
                """);
        assertThat(plan.language()).isEqualTo("eng");
        assertThat(plan.joins())
                .isEqualTo(new JoinSettings(
                        RenderMode.FULL, Fit.BLUR, 0.9, JoinSettings.ALIKE_PSNR, Transition.match(0.3), false));
        assertThat(plan.shots())
                .extracting(Plan.Shot::edit)
                .containsExactly(
                        new Plan.Edit(Transition.crossfade(0.5), new CutSound(0, true), "The keeper"),
                        new Plan.Edit(null, null, "Storm"),
                        new Plan.Edit(new Transition(Transition.Kind.FADE_TO, 1, "black"), null, null),
                        new Plan.Edit(null, null, "Calm"));
        Asset song = asset("song.wav");
        assertThat(plan.sound())
                .isEqualTo(new FilmSound(
                        -3,
                        false,
                        List.of(
                                cue(SoundCue.Kind.MUSIC, "music 1", song, null, null, 0, 0),
                                new SoundCue(SoundCue.Kind.MUSIC, "music 2", song, null, null, 2, 4.0, -6, 1, 2, true),
                                cue(SoundCue.Kind.EFFECT, "effect", asset("bell.wav"), "b", null, 1.5, 2),
                                cue(SoundCue.Kind.VOICE, "voice of shot b", asset("voice.wav"), "b", "c", 1, 1),
                                cue(SoundCue.Kind.VOICE, "voice of shot d", asset("voice.wav"), "d", "d", 0, 0)),
                        12,
                        -16.0,
                        true));
        assertThat(plan.ofBefore()).isEmpty();
        assertThat(Payloads.json().readValue(Payloads.json().writeValueAsBytes(plan), Plan.class))
                .isEqualTo(plan);
    }

    private static SoundCue cue(
            SoundCue.Kind kind, String name, Asset sound, String shot, String until, double at, double gain) {
        return new SoundCue(kind, name, sound, shot, until, at, null, gain, 0, 0, false);
    }

    @Test
    void aTextIsBoughtAndItsPlaceKept() throws IOException {
        Plan plan = plan("characters: { keeper: { look: old } }\nstyle: soft\n"
                + "shots: [{ id: a, prompt: '{keeper}', voice: { text: 'Hello {keeper}.', at: 1 } }]");
        assertThat(plan.speeches())
                .containsExactly(new Plan.Speech(
                        "a.voice",
                        cue(SoundCue.Kind.VOICE, "voice of shot a", null, "a", "a", 1, 0),
                        GenerationRequest.speech("tts-1", "alloy", Prompt.of("Hello {keeper}."))));
        assertThat(plan.sound()).isEqualTo(FilmSound.USUAL);
        assertThat(plan.ofBefore()).isEmpty();
        String longest = "é".repeat(Prompt.LONGEST_INLINE / 2);
        assertThat(plan("shots: [{ id: a, prompt: p, voice: { text: " + longest + "x } }]")
                        .speeches()
                        .get(0)
                        .request()
                        .prompt()
                        .stored())
                .isNotNull();
    }
}
