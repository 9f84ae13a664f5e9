package dev.framespan.workflows.storyboard.checking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.storyboard.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilmFaultsTest {
    private static final String SHOTS = "shots: [{ id: a, prompt: p }]\n";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "title: ▲[a] | title: a text is expected, not a list",
                "title: ▲\"a\\nb\" | title: a title is one line of words, without U+000A",
                "title: ▲\"a\\u2028b\" | title: a title is one line of words, without U+2028",
                "id: ▲a.b | id: \"a.b\" is no id: 1 to 64 letters, digits, - and _ are possible, the first a letter or digit",
                "id: ▲true | id: a text is expected, not true: put it in quotes",
                "aspect_ratio: ▲4:3 | aspect_ratio: \"4:3\" is no aspect ratio; possible are 16:9, 9:16 and 1:1",
                "budget_usd: ▲-1 | budget_usd: an amount of US dollars from 0 to 1000000 with at most 6 decimals is expected, not the number -1",
                "budget_usd: ▲1e999999999 | budget_usd: an amount of US dollars from 0 to 1000000 with at most 6 decimals is expected, not the number 1e999999999",
                "budget_usd: ▲.inf | budget_usd: an amount of US dollars is expected, not the number .inf",
                "budget_usd: ▲'40' | budget_usd: an amount of US dollars is expected, not the text \"40\"",
                "budget_usd: ▲0.0000001 | budget_usd: an amount of US dollars from 0 to 1000000 with at most 6 decimals is expected, not the number 0.0000001",
                "fps: ▲0 | fps: 1 to 120 frames a second are possible, such as 24, 29.97 or \"30000/1001\", not the number 0",
                "fps: ▲121 | fps: 1 to 120 frames a second are possible, such as 24, 29.97 or \"30000/1001\", not the number 121",
                "fps: ▲1/0 | fps: 1 to 120 frames a second are possible, such as 24, 29.97 or \"30000/1001\", not the text \"1/0\"",
                "fps: ▲1/2 | fps: 1 to 120 frames a second are possible, such as 24, 29.97 or \"30000/1001\", not the text \"1/2\"",
                "keyframe_model: ▲doubao-seedream-4.6 | keyframe_model: \"doubao-seedream-4.6\" is no image model; possible are doubao-seedream-4.5, doubao-seedream-5.0-lite, doubao-seedream-4.0, gemini-3-pro-image-preview, gemini-3-pro-image-preview-official, gemini-3.1-flash-image-preview, gemini-3.1-flash-image-preview-official, gemini-2.5-flash-image-preview and gemini-2.5-flash-image-preview-official (did you mean doubao-seedream-4.5?)",
                "▲<<: { model: kling-v3 } | <<: YAML 1.2 merges no fields: write them out, or repeat a whole value with an alias",
                "▲voice_over: x | voice_over: this version of Framespan does not know this field here; it knows title, id, model, resolution, aspect_ratio, audio, duration, fps, language, keyframe_model, budget_usd, style, transition, fit, render, joins, sound, characters, keyframes, shots and scenes",
                "characters: { keeper: ▲old man } | characters.keeper: { look: … } is expected, not the text \"old man\"",
                "characters: { ▲keeper: {} } | characters.keeper: a character needs a look: the words for its name",
                "characters: { keeper: { look: x, ▲images: [a.png] } } | characters.keeper.images: this version of Framespan does not know this field here: did you mean image?",
                "characters: { keeper: { look: ▲'like {other}' } } | characters.keeper.look: {other} stays as it is in a look, which is woven in but not woven itself: write the words out",
                "keyframes: { dawn:▲ } | keyframes.dawn: { prompt: … }, { image: … } or { frame_of: … } is expected, not nothing",
                "keyframes: ▲[dawn] | keyframes: names and what they stand for are expected, not a list",
                "keyframes: { ▲dawn: {} } | keyframes.dawn: a keyframe needs a prompt, to be bought, an image, a picture of your own, or frame_of, a shot whose frame it is",
                "keyframes: { dawn: { prompt: p, take: ▲1.5 } } | keyframes.dawn.take: a whole number is expected, not the number 1.5",
                "keyframes: { ▲a b: { prompt: p } } | keyframes.\"a b\": \"a b\" is no id: 1 to 64 letters, digits, - and _ are possible, the first a letter or digit",
                "style: ▲'of {nobody}' | style: no character is called nobody: describe it under characters, or take the braces away",
            })
    void aFaultOfTheFilmIsSaidWhereItStands(String field, String message) {
        StoryboardText.in(folder).refuses(field + "\n" + SHOTS, message);
    }

    @Test
    void aFilmWithoutShotsIsNone() {
        StoryboardText.in(folder).refuses("▲title: x\n", "shots: a storyboard needs shots: a list of at least one");
        StoryboardText.in(folder).refuses("shots: ▲[]\n", "shots: a film has 1 to 500 shots, and here are 0");
        StoryboardText.in(folder)
                .refuses(
                        "shots: ▲{ a: b }\n",
                        "shots: a list of shots is expected, each after a -, not a group of fields");
        StoryboardText.in(folder).refuses("▲- a\n", "a storyboard is a group of fields, at least shots, not a list");
    }

    @Test
    void whereNamesCannotBeReadNamingThemIsNoFault() {
        StoryboardText.in(folder)
                .refuses(
                        "keyframes: ▲[dawn]\ncharacters: ▲keeper\nshots: [{ id: a, from: dawn, prompt: '{keeper}' }]\n",
                        "keyframes: names and what they stand for are expected, not a list",
                        "characters: names and what they stand for are expected, not the text \"keeper\"");
    }

    @Test
    void countsHaveLimits() {
        String shots = IntStream.range(0, 500)
                .mapToObj(i -> "  - { id: s" + i + ", prompt: p" + i + " }\n")
                .collect(Collectors.joining());
        assertThat(StoryboardText.in(folder).faultless("shots:\n" + shots).shots())
                .hasSize(500);
        StoryboardText.in(folder)
                .refuses(
                        "shots:\n  ▲" + shots.substring(2) + "  - { id: more, prompt: p }\n",
                        "shots: a film has 1 to 500 shots, and here are 501");
    }

    @Test
    void aPromptIsMeasuredComposedAndInCodePoints() {
        String sea = "🌊".repeat(2500);
        assertThat(StoryboardText.in(folder)
                        .faultless("shots: [{ id: a, prompt: " + sea + " }]")
                        .shots())
                .hasSize(1);
        StoryboardText.in(folder)
                .refuses(
                        "shots: [{ id: a, prompt: ▲" + sea + "s }]",
                        "shots[0].prompt: a prompt has at most 2500 characters, and this one has 2501: shorten it");
        StoryboardText.in(folder)
                .refuses(
                        "characters: { keeper: { look: " + "x".repeat(1250) + " } }\nstyle: soft\n"
                                + "shots: [{ id: a, prompt: ▲'{keeper}{keeper}' }]",
                        "shots[0].prompt: a prompt has at most 2500 characters, and this one has 2506 once style and characters"
                                + " are woven in (16 without): shorten it");
    }

    @Test
    void aTitleHasAtMost200Characters() {
        assertThat(StoryboardText.in(folder)
                        .faultless("title: " + "é".repeat(200) + "\n" + SHOTS)
                        .title())
                .hasSize(200);
        StoryboardText.in(folder)
                .refuses(
                        "title: ▲" + "é".repeat(201) + "\n" + SHOTS,
                        "title: a title has at most 200 characters, and this one has 201");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my film.yaml",
                "-film.yaml",
                "фильм.yaml",
                "a.b.yaml",
                "ünï 🦊.yaml",
                "Straße.yaml",
                "-- 2.yaml",
                "🦊.yaml"
            })
    void aFileWhoseStemIsNoIdNeedsOneWrittenDown(String name) throws IOException {
        StoryboardText storyboard = new StoryboardText(folder, name);
        CheckResult checked = storyboard.check(SHOTS);
        String stem = name.substring(0, name.length() - 5);
        String cure =
                switch (stem) {
                    case "my film" -> "my-film";
                    case "-film" -> "film";
                    case "a.b" -> "a-b";
                    case "ünï 🦊" -> "uni";
                    case "Straße" -> "Strasse";
                    case "-- 2" -> "film-2";
                    default -> "film";
                };
        assertThat(checked.faults()).hasSize(1);
        assertThat(checked.faults().get(0))
                .hasToString(folder.resolve(name) + ":1:1  id: the film would be called after its file, and \"" + stem
                        + "\" is no id: write one as id: " + cure);
        assertThat(storyboard.faultless("id: film\n" + SHOTS).id()).isEqualTo("film");
        Files.delete(folder.resolve(name));
    }

    @Test
    void aLongNameOfAFileIsCutToAnId() throws IOException {
        String name = "é".repeat(63) + "-é.yaml";
        CheckResult checked = new StoryboardText(folder, name).check(SHOTS);
        assertThat(checked.faults()).singleElement().satisfies(fault -> assertThat(fault.message())
                .endsWith("id: " + "e".repeat(63)));
    }

    @Test
    void aFaultOfTheWholeFileNamesNoLineInJson() throws IOException {
        CheckResult none =
                StoryboardChecker.check(folder.resolve("none.yaml"), StoryboardText.CATALOGUE, FoundInputs.WIDE);
        assertThat(none.faults()).singleElement().satisfies(fault -> {
            JsonNode json = Payloads.json().valueToTree(fault);
            assertThat(json.has("line") || json.has("column")).isFalse();
            assertThat(json.path("message").asText()).contains("no such file");
            assertThat(Payloads.json().treeToValue(json, Fault.class).line()).isZero();
        });
        assertThat(Payloads.json()
                        .valueToTree(StoryboardText.in(folder)
                                .check("shots: 1")
                                .faults()
                                .get(0))
                        .path("line")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aFaultIsPrintedAsAColleagueWouldSayIt() throws IOException {
        Path typed = Path.of("examples/storm.yaml");
        Fault fault = new Fault(
                Fault.Severity.FAULT,
                typed.toString(),
                14,
                38,
                "shots[3].duration",
                "7 is not possible with kling-v2.6");
        assertThat(fault)
                .hasToString("examples/storm.yaml:14:38  shots[3].duration: 7 is not possible with kling-v2.6");
    }
}
