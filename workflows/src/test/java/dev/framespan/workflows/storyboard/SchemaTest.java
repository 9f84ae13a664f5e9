package dev.framespan.workflows.storyboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.AspectRatio;
import dev.framespan.workflows.catalogue.Defaults;
import dev.framespan.workflows.catalogue.ImageModel;
import dev.framespan.workflows.catalogue.Resolution;
import dev.framespan.workflows.catalogue.SpeechModel;
import dev.framespan.workflows.catalogue.VideoModel;
import dev.framespan.workflows.catalogue.VideoUse;
import dev.framespan.workflows.storyboard.checking.StoryboardText;
import dev.framespan.workflows.storyboard.reading.DraftReader;
import dev.framespan.workflows.storyboard.reading.FieldNames;
import dev.framespan.workflows.storyboard.reading.SoundFields;
import dev.framespan.workflows.storyboard.reading.TransitionField;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final JsonNode text = read();
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text);

    private static JsonNode read() {
        try (InputStream in = SchemaTest.class.getResourceAsStream("storyboard.schema.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theSchemaHasTheFieldsOfTheRecordsAndNoOthers() {
        assertFields(text, Storyboard.class);
        assertFields(text.at("/properties/characters/additionalProperties"), Storyboard.Character.class);
        assertFields(text.at("/properties/keyframes/additionalProperties"), Storyboard.Keyframe.class);
        assertFields(text.at("/$defs/shot"), Storyboard.Shot.class);
        assertFields(text.at("/properties/scenes/items"), Storyboard.Scene.class);
        assertFields(text.at("/$defs/shot/properties/video"), Storyboard.Video.class);
        assertFields(text.at("/properties/joins"), Storyboard.Joins.class);
        assertFields(text.at("/properties/sound"), Storyboard.Sound.class);
        assertFields(text.at("/$defs/music/oneOf/1"), Storyboard.Music.class);
        assertFields(text.at("/$defs/effect/oneOf/1"), Storyboard.Effect.class);
        assertFields(text.at("/$defs/clip_sound/oneOf/1"), SoundFields.Gain.class);
        assertFields(text.at("/$defs/shot/properties/voice/oneOf/1"), Storyboard.Voice.class);
        List<String> groups = new ArrayList<>();
        text.at("/$defs/transition/oneOf")
                .forEach(group -> groups.add(group.at("/required/0").asText()));
        groups.set(0, "seconds");
        assertThat(groups).containsExactlyInAnyOrderElementsOf(FieldNames.of(TransitionField.Fields.class));
    }

    private static void assertFields(JsonNode group, Class<? extends Record> type) {
        List<String> fields = new ArrayList<>();
        group.path("properties").fieldNames().forEachRemaining(fields::add);
        assertThat(fields).containsExactlyElementsOf(FieldNames.of(type));
        assertThat(group.path("additionalProperties").asBoolean(true)).isFalse();
    }

    @Test
    void theSchemaHasTheChoicesAndLimitsOfTheCatalogueAndTheChecker() {
        assertThat(words("/$defs/model/enum"))
                .containsExactlyElementsOf(StoryboardText.CATALOGUE.videos().stream()
                        .map(VideoModel::name)
                        .toList());
        assertThat(words("/properties/keyframe_model/enum"))
                .containsExactlyElementsOf(StoryboardText.CATALOGUE.images().stream()
                        .map(ImageModel::name)
                        .toList());
        assertThat(words("/$defs/resolution/enum"))
                .containsExactlyElementsOf(
                        Arrays.stream(Resolution.values()).map(Resolution::word).toList());
        assertThat(words("/$defs/shot/properties/action/enum"))
                .containsExactlyElementsOf(
                        Action.ofClips().stream().map(Action::word).toList());
        assertThat(words("/$defs/shot/properties/video/properties/use/enum"))
                .containsExactlyElementsOf(
                        Arrays.stream(VideoUse.values()).map(VideoUse::word).toList());
        assertThat(number("/$defs/references/maxItems"))
                .isEqualTo(DraftReader.MOST_KEYFRAMES + DraftReader.MOST_CHARACTERS);
        assertThat(words("/properties/aspect_ratio/enum"))
                .containsExactlyElementsOf(Arrays.stream(AspectRatio.values())
                        .map(AspectRatio::word)
                        .toList());
        List<Integer> durations = StoryboardText.CATALOGUE.videos().stream()
                .flatMap(model -> model.durations().stream())
                .sorted()
                .toList();
        assertThat(number("/$defs/duration/minimum")).isEqualTo(durations.get(0));
        assertThat(number("/$defs/duration/maximum")).isEqualTo(durations.get(durations.size() - 1));
        assertThat(number("/$defs/words/maxLength"))
                .isEqualTo(StoryboardText.CATALOGUE.limits().promptCodePoints());
        assertThat(number("/$defs/take/maximum")).isEqualTo(DraftReader.MOST_TAKES);
        assertThat(number("/properties/title/maxLength")).isEqualTo(DraftReader.LONGEST_TITLE);
        assertThat(number("/properties/shots/maxItems")).isEqualTo(DraftReader.MOST_SHOTS);
        assertThat(number("/properties/scenes/maxItems")).isEqualTo(DraftReader.MOST_SCENES);
        assertThat(number("/properties/scenes/items/properties/shots/maxItems"))
                .isEqualTo(DraftReader.MOST_SHOTS_OF_A_SCENE);
        assertThat(number("/properties/keyframes/maxProperties")).isEqualTo(DraftReader.MOST_KEYFRAMES);
        assertThat(number("/properties/characters/maxProperties")).isEqualTo(DraftReader.MOST_CHARACTERS);
        assertThat(words("/$defs/colour/enum")).containsExactlyElementsOf(Transition.COLOURS);
        assertThat(words("/$defs/transition/oneOf/5/properties/wipe/enum")).containsExactlyElementsOf(Transition.WIPES);
        assertThat(words("/$defs/transition/oneOf/6/properties/slide/enum"))
                .containsExactlyElementsOf(Transition.SLIDES);
        assertThat(number("/$defs/transition_seconds/maximum")).isEqualTo((int) Transition.LONGEST);
        assertThat(number("/$defs/gain/minimum")).isEqualTo(SoundFields.LEAST_GAIN);
        assertThat(number("/$defs/gain/maximum")).isEqualTo(SoundFields.MOST_GAIN);
        assertThat(number("/properties/sound/properties/duck/maximum")).isEqualTo(SoundFields.MOST_DUCK);
        assertThat(number("/properties/sound/properties/effects/maxItems")).isEqualTo(SoundFields.MOST_SOUNDS);
        String voice = "/$defs/shot/properties/voice/oneOf/1/properties/";
        List<SpeechModel> speech = StoryboardText.CATALOGUE.speech();
        assertThat(words(voice + "model/enum"))
                .containsExactlyElementsOf(
                        speech.stream().map(SpeechModel::name).toList());
        assertThat(speech)
                .allSatisfy(model -> assertThat(words(voice + "voice/enum")).isEqualTo(model.voices()))
                .allSatisfy(
                        model -> assertThat(number(voice + "text/maxLength")).isEqualTo(model.characters()));
        assertThat(words("/properties/fit/enum")).containsExactlyInAnyOrderElementsOf(small(Fit.values()));
        assertThat(words("/properties/render/enum")).containsExactlyElementsOf(small(RenderMode.values()));
        assertThat(number("/properties/budget_usd/maximum")).isEqualTo(DraftReader.LARGEST_BUDGET.intValueExact());
    }

    private static List<String> small(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    @Test
    void theSchemaHasTheDefaults() {
        Defaults defaults = Defaults.of(StoryboardText.CATALOGUE);
        assertThat(text.at("/properties/model/default").asText())
                .isEqualTo(defaults.model().name());
        assertThat(text.at("/properties/keyframe_model/default").asText())
                .isEqualTo(defaults.keyframeModel().name());
        assertThat(text.at("/properties/resolution/default").asText())
                .isEqualTo(defaults.resolution().word());
        assertThat(text.at("/properties/aspect_ratio/default").asText())
                .isEqualTo(defaults.aspectRatio().word());
        assertThat(text.at("/properties/audio/default").asBoolean()).isEqualTo(defaults.audio());
        assertThat(number("/properties/duration/default")).isEqualTo(defaults.duration());
        assertThat(text.at("/properties/joins/properties/similarity/default").asDouble())
                .isEqualTo(JoinSettings.ALIKE_SSIM);
        assertThat(text.at("/properties/sound/properties/duck/default").asDouble())
                .isEqualTo(FilmSound.DUCK);
        assertThat(text.at("/properties/sound/properties/loudness/default").asDouble())
                .isEqualTo(FilmSound.LOUDNESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lighthouse.yaml", "two-winters.yaml"})
    void anExampleIsValidAndNamesTheSchema(String name) throws IOException {
        Path example = Path.of("../examples", name);
        String words = Files.readString(example);
        assertThat(schema.validate(yaml(words))).isEmpty();
        String named = words.lines().findFirst().orElseThrow().replaceFirst(".*\\$schema=", "");
        assertThat(example.resolveSibling(named)).isRegularFile();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title: x",
                "shots: []",
                "shots: { id: a }",
                "shots: [{ id: a }]",
                "shots: [{ prompt: p }]",
                "shots: [{ id: a b, prompt: p }]",
                "shots: [{ id: a, prompt: '' }]",
                "shots: [{ id: a, prompt: 5 }]",
                "shots: [{ id: a, prompt: p, duration: five }]",
                "shots: [{ id: a, prompt: p, duration: 2 }]",
                "shots: [{ id: a, prompt: p, duration: 16 }]",
                "shots: [{ id: a, prompt: p, resolution: 720 }]",
                "shots: [{ id: a, prompt: p, model: kling-v4 }]",
                "shots: [{ id: a, prompt: p, action: reference }]",
                "shots: [{ id: a, prompt: p, action: reference_video }]",
                "shots: [{ id: a, prompt: p, references: [] }]",
                "shots: [{ id: a, prompt: p, references: k }]",
                "shots: [{ id: a, prompt: p, references: [a b] }]",
                "shots: [{ id: a, prompt: p, references: [k], from: k }]",
                "shots: [{ id: a, prompt: p, references: [k], action: generate }]",
                "shots: [{ id: a, prompt: p, video: k.mp4 }]",
                "shots: [{ id: a, prompt: p, video: { use: base } }]",
                "shots: [{ id: a, prompt: p, video: { clip: k.jpg, use: bass } }]",
                "shots: [{ id: a, prompt: p, video: { clip: k.jpg, keep_sound: yes } }]",
                "shots: [{ id: a, prompt: p, video: { clip: k.jpg }, to: k }]",
                "shots: [{ id: a, prompt: p, video: { clip: k.jpg }, action: reference, references: [k] }]",
                "{ keyframes: { k: { frame_of: a, prompt: p } }, shots: [{ id: a, prompt: p }] }",
                "{ keyframes: { k: { frame_of: a, at: middle } }, shots: [{ id: a, prompt: p }] }",
                "{ keyframes: { k: { frame_of: a, at: -1 } }, shots: [{ id: a, prompt: p }] }",
                "{ keyframes: { k: { frame_of: a, take: 2 } }, shots: [{ id: a, prompt: p }] }",
                "{ keyframes: { k: { prompt: p, at: last } }, shots: [{ id: a, prompt: p }] }",
                "{ keyframes: { k: { image: k.jpg, references: [k] } }, shots: [{ id: a, prompt: p }] }",
                "{ characters: { keeper: { image: k.jpg } }, shots: [{ id: a, prompt: p }] }",
                "shots: [{ id: a, prompt: p, action: generate, from: k }]",
                "shots: [{ id: a, prompt: p, action: image2video }]",
                "shots: [{ id: a, prompt: p, action: image2video, from: k, to: k }]",
                "shots: [{ id: a, prompt: p, action: first_last_frame, from: k }]",
                "shots: [{ id: a, prompt: p, transition: fade }]",
                "shots: [{ id: a, prompt: p, transition: { crossfade: 11 } }]",
                "shots: [{ id: a, prompt: p, transition: { crossfade: 1, seconds: 1 } }]",
                "shots: [{ id: a, prompt: p, transition: { wipe: top } }]",
                "shots: [{ id: a, prompt: p, transition: { dip: red } }]",
                "shots: [{ id: a, prompt: p, transition: { seconds: 1 } }]",
                "shots: [{ id: a, prompt: p, transition: { match: 1, dip: black } }]",
                "shots: [{ id: a, prompt: p, sound: loud }]",
                "shots: [{ id: a, prompt: p, sound: { gain: -61 } }]",
                "shots: [{ id: a, prompt: p, voice: { at: 1 } }]",
                "shots: [{ id: a, prompt: p, voice: { file: k.jpg, over: film } }]",
                "shots: [{ id: a, prompt: p, voice: { text: '' } }]",
                "shots: [{ id: a, prompt: p, voice: { text: t, file: k.jpg } }]",
                "shots: [{ id: a, prompt: p, voice: { file: k.jpg, voice: nova } }]",
                "shots: [{ id: a, prompt: p, voice: { text: t, voice: bella } }]",
                "shots: [{ id: a, prompt: p, voice: { text: t, model: tts-2 } }]",
                "{ sound: k.mp3, shots: [{ id: a, prompt: p }] }",
                "{ sound: { duck: -1 }, shots: [{ id: a, prompt: p }] }",
                "{ sound: { loudness: -15 }, shots: [{ id: a, prompt: p }] }",
                "{ sound: { music: { file: k.jpg, at: -1 } }, shots: [{ id: a, prompt: p }] }",
                "{ sound: { effects: k.jpg }, shots: [{ id: a, prompt: p }] }",
                "{ fit: stretch, shots: [{ id: a, prompt: p }] }",
                "{ render: quick, shots: [{ id: a, prompt: p }] }",
                "{ language: English, shots: [{ id: a, prompt: p }] }",
                "{ joins: { similarity: 1.5 }, shots: [{ id: a, prompt: p }] }",
                "shots: [{ id: a, prompt: p, take: 0 }]",
                "shots: [{ id: a, prompt: p, audio: yes }]",
                "shots: [{ id: a, prompt: p, from: }]",
                "{ titel: x, shots: [{ id: a, prompt: p }] }",
                "{ fps: 0, shots: [{ id: a, prompt: p }] }",
                "{ budget_usd: -1, shots: [{ id: a, prompt: p }] }",
                "{ aspect_ratio: '4:3', shots: [{ id: a, prompt: p }] }",
                "{ characters: { keeper: {} }, shots: [{ id: a, prompt: p }] }",
                "{ characters: { keeper: { look: x, images: [a.png] } }, shots: [{ id: a, prompt: p }] }",
                "{ keyframes: { k: {} }, shots: [{ id: a, prompt: p }] }",
                "{ keyframes: { k: { prompt: p, image: k.jpg } }, shots: [{ id: a, prompt: p }] }",
                "{ keyframes: { k: { image: k.jpg, take: 2 } }, shots: [{ id: a, prompt: p }] }",
                "{ keyframes: { a b: { prompt: p } }, shots: [{ id: a, prompt: p }] }",
            })
    void whatTheSchemaRefusesTheCheckerRefusesToo(String faulty) throws IOException {
        assertThat(schema.validate(yaml(faulty))).isNotEmpty();
        Files.writeString(folder.resolve("k.jpg"), "x");
        assertThat(StoryboardText.in(folder).check(faulty).faults()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shots: [{ id: a, prompt: p, references: [k, 12] }, { id: b, prompt: p, video: { clip: a } }]",
                "shots: [{ id: a, prompt: p, action: reference, references: [k] }]",
                "shots: [{ id: a, prompt: p, action: reference_video, video: { clip: k.mp4, use: base, keep_sound: true } }]",
                "shots: [{ id: a, prompt: p, references: [k], video: { clip: 'https://example.com/a.mp4', use: feature } }]",
                "shots: [{ id: 7, prompt: p }, { id: b, prompt: p, video: { clip: 7 } }, { id: c, prompt: p, from: f }]",
                "shots: [{ id: 7, prompt: p }, { id: b, prompt: p, from: s }, { id: c, prompt: p, references: [keeper, k] }]",
            })
    void whatTheCheckerTakesTheSchemaTakesToo(String shots) throws IOException {
        Files.writeString(folder.resolve("k.jpg"), "x");
        Files.writeString(folder.resolve("k.mp4"), "x");
        String frames = shots.contains("id: 7")
                ? ", f: { frame_of: 7 }, s: { frame_of: 7, at: 2.5 }, t: { frame_of: 7, at: first }"
                : "";
        String film =
                "model: kling-v3-omni\ncharacters: { keeper: { look: old, image: 12 }, dog: { look: small, image: k.jpg } }\n"
                        + "keyframes: { k: { prompt: p }, 12: { image: k.jpg }, m: { prompt: q, references: [k, keeper], take: 2 }"
                        + frames
                        + " }\n" + shots;
        assertThat(StoryboardText.in(folder).check(film).faults()).isEmpty();
        assertThat(schema.validate(yaml(film))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transition: crossfade\nshots: [{ id: a, prompt: p, transition: { wipe: bottom_left, seconds: 1.5 } }, { id: b, prompt: q, transition: { fade_to: black } }]",
                "shots: [{ id: a, prompt: p, voice: { text: Hello. } }, { id: b, prompt: q, voice: { text: Bye., voice: nova, model: tts-1-hd, at: 1 } }]",
                "{ fit: blur, render: full, language: de, joins: { similarity: off, unlike: { match: 0.3 } }, shots: [{ id: a, prompt: p, scene: 7, sound: mute, voice: 12.wav }] }",
                "{ sound: { clips: mute, music: k.wav, duck: 0, loudness: off, stems: true }, shots: [{ id: a, prompt: p, sound: { gain: -6 } }] }",
                "{ sound: { clips: { gain: -3 }, music: [k.wav, { file: k.wav, at: 1, seconds: 2, fade_in: 0.5, fade_out: 1, loop: true, gain: -6 }], loudness: -23, effects: [k.wav, { file: k.wav, shot: a, at: 2 }] }, shots: [{ id: a, prompt: p, scene: s, voice: { file: k.wav, at: 0.5, gain: 3, over: scene } }] }",
            })
    void theSameHoldsForTheCuttingRoomsFields(String film) throws IOException {
        Files.writeString(folder.resolve("k.wav"), "x");
        Files.writeString(folder.resolve("12.wav"), "x");
        assertThat(StoryboardText.in(folder).check(film).faults()).isEmpty();
        assertThat(schema.validate(yaml(film))).isEmpty();
    }

    private static JsonNode yaml(String words) {
        Object loaded =
                new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(words);
        return JSON.valueToTree(loaded);
    }

    private List<String> words(String pointer) {
        List<String> words = new ArrayList<>();
        text.at(pointer).forEach(word -> words.add(word.asText()));
        return words;
    }

    private int number(String pointer) {
        return text.at(pointer).asInt();
    }
}
