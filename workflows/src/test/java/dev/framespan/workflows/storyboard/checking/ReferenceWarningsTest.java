package dev.framespan.workflows.storyboard.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the provider's page recommends, and what is known of the models elsewhere: said, never refused. */
class ReferenceWarningsTest {
    private static final String FILM =
            """
            model: kling-v3-omni
            characters: { keeper: { look: an old man, image: one } }
            keyframes: { one: { prompt: 1 st }, two: { prompt: 2 nd }, three: { prompt: 3 rd }, four: { prompt: 4 th }, five: { prompt: 5 th } }
            shots:
              - { id: a, prompt: p, references: [one, two, three, four] }
              - { id: b, prompt: q, references: [keeper, five] }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "references: [one, two] | -",
                "references: [one, two, three, four] | -",
                "references: ▲[one, two, three, four, five] | references: here are 5 references, and the provider recommends at most 4 for a clip",
                "references: ▲[one] | references: one reference alone: the provider may take it for the picture on which the clip starts, which from says better",
                "references: ▲[one], video: { clip: a } | references: one reference alone: the provider may take it for the picture on which the clip starts; two say what is meant",
                "references: [one, ▲one] | references[1]: one stands here twice: its picture goes along twice",
                "references: [one, ▲one, two, one] | references[1]: one stands here 3 times: its picture goes along 3 times",
                "video: { clip: a } | -",
                "video: { clip: a, use: base, keep_sound: true } | -",
                "video: ▲{ clip: a }, audio: true | video: with a reference video, kling-v3-omni may make no sound: the provider may refuse audio",
            })
    void aShotIsWarnedOf(String fields, String message) {
        String film = FILM + "  - { id: c, prompt: r, " + fields + " }\n";
        StoryboardText.in(folder)
                .warns(
                        StoryboardText.WIDE,
                        film,
                        message == null ? new String[0] : new String[] {"shots[2]." + message});
    }

    @Test
    void aCharacterThatIsNamedByReferencesAloneIsUsed() {
        StoryboardText.in(folder)
                .warns(
                        StoryboardText.WIDE,
                        "characters:\n  keeper: { look: old, image: one }\n  ▲boat: { look: small, image: one }\n"
                                + "keyframes: { one: { prompt: p, references: [two] }, two: { prompt: q }, ▲three: { prompt: r, references:"
                                + " [two] } }\n"
                                + "shots: [{ id: a, prompt: p, model: kling-v3-omni, references: [keeper, two] }]\n",
                        "characters.boat: no prompt and no references name boat",
                        "keyframes.three: no shot starts or ends here or refers to it, so it is not bought");
    }

    @Test
    void shotsOfTheSamePicturesAndTheSameVideoAreTheSame() {
        StoryboardText.in(folder)
                .warns(
                        StoryboardText.WIDE,
                        FILM
                                + "  - { id: c, prompt: r, video: { clip: a } }\n  - ▲{ id: d, prompt: r, video: { clip: a } }\n"
                                + "  - { id: e, prompt: r, video: { clip: a, use: base } }\n"
                                + "  - ▲{ id: f, prompt: q, references: [one, five] }\n"
                                + "  - { id: g, prompt: q, references: [five, one] }\n",
                        "shots[3]: this shot asks for exactly what c asks for: one clip is bought and shown twice; take: 2 asks for"
                                + " another",
                        "shots[5]: this shot asks for exactly what b asks for: one clip is bought and shown twice; take: 2 asks for"
                                + " another");
    }

    @Test
    void aNumberedNameIsShorterThanALook() {
        String look = "x".repeat(2_000);
        String film = "characters: { keeper: { look: " + look
                + ", image: one } }\nkeyframes: { one: { prompt: p }, two: { prompt: q } }\n"
                + "shots: [{ id: a, prompt: ▲'{keeper} and {keeper}', model: MODEL }]\n";
        String references = film.replace("MODEL", "kling-v3-omni, references: [keeper, two]")
                .replace("▲", "");
        assertThat(StoryboardText.in(folder).check(references).faults()).isEmpty();
        StoryboardText.in(folder)
                .refuses(
                        film.replace("MODEL", "kling-v3-omni"),
                        "shots[0].prompt: a prompt has at most 2500 characters, and this one has 4005 once style and characters are"
                                + " woven in (21 without): shorten it");
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "prompt: ▲'{two}', references: [one, three] | prompt: two is a keyframe: its picture goes along where references name it: name it there, or take the braces away",
                "prompt: ▲'{two}' | prompt: two is a keyframe: its picture goes along where references name it: name it there, or take the braces away",
                "prompt: ▲'{tow}', references: [one, two] | prompt: no character is called tow (did you mean two?)",
                "prompt: ▲'{kepper}', references: [one, two] | prompt: no character is called kepper (did you mean keeper?)",
                "prompt: ▲'as <<<image_1>>>', references: [one, two] | prompt: <<<image_1>>> cannot stand here, since the numbers are Framespan's: name a character or keyframe in references, and write {its-name} here",
                "prompt: ▲'as <<<IMAGE_2>>> and <<< image >>>', references: [one, two] | prompt: <<<IMAGE_2>>> and <<< image >>> cannot stand here, since the numbers are Framespan's: name a character or keyframe in references, and write {its-name} here",
                "prompt: '{two}', references: [one, two], model: ▲kling-v3 | model: reference is not possible with kling-v3, which does generate, image2video and first_last_frame (kling-v3-omni and kling-video-o1 do)",
            })
    void aNameInAPromptIsOfACharacterOrOfAPictureThatGoesAlong(String fields, String message) {
        StoryboardText.in(folder).refuses(FILM + "  - { id: c, " + fields + " }\n", "shots[2]." + message);
    }
}
