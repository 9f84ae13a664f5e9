package dev.framespan.workflows.storyboard.checking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.assembly.CutSound;
import dev.framespan.workflows.storyboard.Storyboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a film sounds like, as a storyboard says it. Every sound of this test lasts 3 seconds. */
class SoundFaultsTest {
    private static final String SHOTS = "shots:\n  - { id: a, prompt: p }\n  - { id: b, prompt: q, duration: 3 }\n";

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("k.wav"), "x");
    }

    @Test
    void whatIsSaidIsRead() {
        Storyboard film = StoryboardText.in(folder)
                .faultless(
                        "sound:\n  clips: { gain: -3 }\n  music: k.wav\n  effects: [{ file: k.wav, shot: b, at: 2.5, gain: 1 }]\n"
                                + "  duck: 12\n  loudness: off\n  stems: true\n"
                                + "shots:\n  - { id: a, prompt: p, scene: s, voice: { file: k.wav, at: 3, gain: 2, over: scene } }\n"
                                + "  - { id: b, prompt: q, voice: k.wav }\n"
                                        .replace("voice: k.wav", "voice: { file: k.wav, at: 1 }"));
        assertThat(film.sound())
                .isEqualTo(new Storyboard.Sound(
                        new CutSound(-3, false),
                        List.of(new Storyboard.Music("k.wav", 0, 0, null, 0, 0, false)),
                        List.of(new Storyboard.Effect("k.wav", "b", 2.5, 1)),
                        12,
                        null,
                        true));
        assertThat(film.shots().get(0).voice())
                .isEqualTo(new Storyboard.Voice("k.wav", null, null, null, 2, 3, Storyboard.Over.SCENE));
        assertThat(film.shots().get(1).voice())
                .isEqualTo(new Storyboard.Voice("k.wav", null, null, null, 0, 1, Storyboard.Over.SHOT));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "▲k.wav | sound: a group of fields is expected, such as { music: song.mp3 }, not the text \"k.wav\"",
                "{ clips: ▲off } | sound.clips: mute or { gain: -6 } is expected, not the text \"off\"",
                "{ clips: ▲{ } } | sound.clips: mute or { gain: -6 } is expected, and this says nothing of the sound",
                "{ clips: { gain: ▲-61 } } | sound.clips.gain: a number of dB from -60 to 24 with at most 6 decimals is expected, not the number -61",
                "{ music: { file: k.wav, gain: ▲25 } } | sound.music.gain: a number of dB from -60 to 24 with at most 6 decimals is expected, not the number 25",
                "{ music: [k.wav, ▲k.wvv] } | sound.music[1]: there is no file k.wvv in the storyboard's folder (did you mean k.wav?)",
                "{ music: [k.wav, { file: ▲../k.wav }] } | sound.music[1].file: ../k.wav leads out of the storyboard's folder: put the sound into it",
                "{ music: ▲http://example.com/a.mp3 } | sound.music: a sound is a path beside the storyboard or a URL that starts with https://",
                "{ music: ▲https://10.1.2.3/a.mp3 } | sound.music: 10.1.2.3 is not on the public Internet: put the sound beside the storyboard and write its path",
                "{ music: ▲{ gain: 1 } } | sound.music: a file is needed here: a path or an https URL",
                "{ music: { file: k.wav, at: ▲-1 } } | sound.music.at: a number of seconds from 0 to 86400 with at most 6 decimals is expected, not the number -1",
                "{ music: { file: k.wav, at: ▲9 } } | sound.music.at: the film lasts 8.08 s, and nothing can begin at 9 s: write an earlier time",
                "{ music: { file: k.wav, fade_in: 2, fade_out: ▲2 } } | sound.music.fade_out: its fades last 4 s together, and it is heard for 3 s: shorten them",
                "{ music: { file: k.wav, seconds: 1, fade_in: ▲2, loop: true } } | sound.music.fade_in: its fades last 2 s together, and it is heard for 1 s: shorten them",
                "{ music: { file: k.wav, ▲from: 2 } } | sound.music.from: this version of Framespan does not know this field here; it knows file, gain, at, seconds, fade_in, fade_out and loop",
                "{ effects: ▲k.wav } | sound.effects: a list is expected, each after a -, not the text \"k.wav\"",
                "{ effects: [{ file: k.wav, shot: ▲c }] } | sound.effects[0].shot: no shot is called c (did you mean a?)",
                "{ effects: [{ file: k.wav, shot: b, at: ▲3.5 }] } | sound.effects[0].at: b lasts 3.04 s, and nothing can begin at 3.5 s: write an earlier time",
                "{ effects: [{ file: k.wav, at: ▲100 }] } | sound.effects[0].at: the film lasts 8.08 s, and nothing can begin at 100 s: write an earlier time",
                "{ duck: ▲-9 } | sound.duck: a number of dB from 0 to 60 with at most 6 decimals is expected, not the number -9",
                "{ loudness: ▲-15 } | sound.loudness: -14, -16, -23 (LUFS) or off is expected, not the number -15",
                "{ stems: ▲yes } | sound.stems: true or false is expected, not the text \"yes\"",
            })
    void aFaultOfTheFilmsSoundIsSaidWhereItStands(String sound, String message) {
        StoryboardText.in(folder).refuses("sound: " + sound + "\n" + SHOTS, message);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sound: ▲quiet | sound: mute or { gain: -6 } is expected, not the text \"quiet\"",
                "voice: ▲[k.wav] | voice: a file, { file: … } or { text: … } is expected, not a list",
                "voice: ▲{ at: 1 } | voice: a voice is a file, or a text that the provider speaks: write file or text",
                "voice: { file: k.wav, text: ▲t } | voice.text: a voice is a file or a text, not both: take one of them away",
                "voice: { file: k.wav, voice: ▲nova } | voice.voice: voice says who speaks a text, and here is none: take it away",
                "voice: { file: k.wav, model: ▲tts-1 } | voice.model: model says what speaks a text, and here is none: take it away",
                "voice: { text: t, voice: ▲bella } | voice.voice: no voice of tts-1 is called bella; there are alloy, echo, fable, onyx, nova and shimmer",
                "voice: { text: t, model: ▲tts-2 } | voice.model: \"tts-2\" is no model that speaks; possible are tts-1 and tts-1-hd (did you mean tts-1?)",
                "voice: { text: ▲'' } | voice.text: words are needed here",
                "voice: ▲l.wav | voice: there is no file l.wav in the storyboard's folder (did you mean k.wav?)",
                "voice: { file: ▲k.wav, at: 2.5 } | voice.file: this voice lasts 3 s, and a has 2.54 s for it: shorten it, begin it earlier, make the shot longer, or let it be heard over: scene",
                "voice: { file: k.wav, at: ▲6 } | voice.at: a lasts 5.04 s, and nothing can begin at 6 s: write an earlier time",
                "voice: { file: k.wav, over: ▲scene } | voice.over: no scene has begun here: name one with scene: in this shot or one before it, or write over: shot",
                "scene: s, voice: { file: ▲k.wav, at: 6, over: scene } | voice.file: this voice lasts 3 s, and the scene has 2.08 s for it: shorten it, begin it earlier, or make a shot of the scene longer",
            })
    void aFaultOfAShotsSoundIsSaidWhereItStands(String field, String message) {
        StoryboardText.in(folder)
                .refuses(
                        "shots:\n  - { id: a, prompt: p, " + field + " }\n  - { id: b, prompt: q, duration: 3 }\n",
                        "shots[0]." + message);
    }

    @Test
    void aTextIsSpokenByTheFirstVoiceOfTheUsualModel() {
        Storyboard film = StoryboardText.in(folder)
                .faultless("shots: [{ id: a, prompt: p, voice: { text: Hello., at: 1 } },"
                        + " { id: b, prompt: q, voice: { text: Bye., voice: nova, model: tts-1-hd } }]");
        assertThat(film.shots().get(0).voice())
                .isEqualTo(new Storyboard.Voice(null, "Hello.", "alloy", "tts-1", 0, 1, Storyboard.Over.SHOT));
        assertThat(film.shots().get(1).voice())
                .isEqualTo(new Storyboard.Voice(null, "Bye.", "nova", "tts-1-hd", 0, 0, Storyboard.Over.SHOT));
    }

    @Test
    void aLongTextIsRefusedOrWorthAWarning() {
        StoryboardText.in(folder)
                .warns(
                        StoryboardText.WIDE,
                        "shots: [{ id: a, prompt: p, voice: { text: ▲" + "x".repeat(90) + " } }]",
                        "shots[0].voice.text: to speak this may take 6 s, and a has 5.04 s for it: shorten it, make the shot longer,"
                                + " or let it be heard over: scene");
        StoryboardText.in(folder)
                .refuses(
                        "shots: [{ id: a, prompt: p, voice: { text: ▲" + "x".repeat(4097) + " } }]",
                        "shots[0].voice.text: tts-1 speaks at most 4096 characters at once, and this text has 4097: divide it");
    }

    @Test
    void noBudgetIsKeptWithWhatCostsAnUnknownSum() {
        StoryboardText.in(folder)
                .refuses(
                        "budget_usd: ▲5\nshots: [{ id: a, prompt: p, voice: { text: Hello. } }]",
                        "budget_usd: "
                                + StoryboardText.CATALOGUE.needSpeech("tts-1").whyNoLimit());
    }

    @Test
    void twoVoicesDoNotSpeakAtOnce() {
        String film = "shots:\n  - { id: a, prompt: p, scene: s, voice: { file: k.wav, at: %s, over: scene } }\n"
                + "  - { id: b, prompt: q, voice: %sk.wav }\n";
        StoryboardText.in(folder).faultless(film.formatted("2", ""));
        StoryboardText.in(folder)
                .refuses(
                        film.formatted("4", "▲"),
                        "shots[1].voice: the voice of a is heard until 1.96 s after this shot begins: begin this one then");
    }

    @Test
    void aSceneEndsWhereTheNextOneBegins() {
        StoryboardText.in(folder)
                .refuses(
                        "shots:\n  - { id: a, prompt: p, scene: s, voice: { file: ▲k.wav, at: 3, over: scene } }\n"
                                + "  - { id: b, prompt: q, scene: t }\n",
                        "shots[0].voice.file: this voice lasts 3 s, and the scene has 2.04 s for it: shorten it, begin it earlier,"
                                + " or make a shot of the scene longer");
    }

    @Test
    void musicThatEndsTooEarlyIsWorthAWarning() {
        StoryboardText.in(folder)
                .warns(
                        StoryboardText.WIDE,
                        "sound: { music: { file: k.wav, seconds: ▲5 } }\n" + SHOTS,
                        "sound.music.seconds: it lasts 3 s, and silence follows: loop: true repeats it");
    }

    @Test
    void whatIsNoSoundIsRefused() {
        CheckResult checked = StoryboardText.in(folder)
                .check("sound: { music: k.wav }\n" + SHOTS, new InputInspector.Unusable("it is a playlist (HLS)"));
        assertThat(checked.faults()).singleElement().satisfies(fault -> assertThat(fault.message())
                .isEqualTo("this sound cannot be used: it is a playlist (HLS)"));
    }
}
