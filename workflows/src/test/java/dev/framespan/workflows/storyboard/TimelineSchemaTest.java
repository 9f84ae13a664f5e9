package dev.framespan.workflows.storyboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.framespan.workflows.storyboard.checking.TimelineText;
import dev.framespan.workflows.storyboard.reading.DraftReader;
import dev.framespan.workflows.storyboard.reading.FieldNames;
import dev.framespan.workflows.storyboard.reading.TimelineDraft;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

class TimelineSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final JsonNode text = read("timeline.schema.json");
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text);

    private static JsonNode read(String name) {
        try (InputStream in = TimelineSchemaTest.class.getResourceAsStream(name)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theSchemaHasTheFieldsOfTheReaderAndNoOthers() {
        assertFields(text, TimelineDraft.Fields.class);
        assertFields(text.at("/$defs/clip/oneOf/1"), TimelineDraft.ClipFields.class);
        assertThat(text.at("/properties/clips/maxItems").asInt()).isEqualTo(DraftReader.MOST_SHOTS);
    }

    private static void assertFields(JsonNode group, Class<? extends Record> type) {
        List<String> fields = new ArrayList<>();
        group.path("properties").fieldNames().forEachRemaining(fields::add);
        assertThat(fields).containsExactlyElementsOf(FieldNames.of(type));
        assertThat(group.path("additionalProperties").asBoolean(true)).isFalse();
    }

    @Test
    void whatAStoryboardSaysTooIsTheSameThere() {
        JsonNode storyboard = read("storyboard.schema.json");
        for (String field : List.of("title", "fps", "language", "fit", "render", "joins", "sound")) {
            assertThat(text.at("/properties/" + field)).isEqualTo(storyboard.at("/properties/" + field));
        }
        for (String definition : List.of(
                "id", "transition", "transition_seconds", "colour", "gain", "time", "clip_sound", "music", "effect")) {
            assertThat(text.at("/$defs/" + definition)).isEqualTo(storyboard.at("/$defs/" + definition));
        }
        ObjectNode file = storyboard.at("/$defs/file").deepCopy();
        file.put("description", "WAV, MP3, FLAC, OGG or M4A: a path in the timeline's folder.");
        assertThat(text.at("/$defs/file")).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title: x",
                "clips: []",
                "clips: a.mp4",
                "clips: [{ id: a }]",
                "clips: [[a.mp4]]",
                "clips: [{ file: '' }]",
                "clips: [{ file: a.mp4, from: -1 }]",
                "clips: [{ file: a.mp4, to: end }]",
                "clips: [{ file: a.mp4, id: a b }]",
                "clips: [{ file: a.mp4, prompt: p }]",
                "clips: [{ file: a.mp4, voice: { text: Hello. } }]",
                "clips: [{ file: a.mp4, voice: { at: 1 } }]",
                "clips: [{ file: a.mp4, transition: fade }]",
                "clips: [{ file: a.mp4, sound: loud }]",
                "{ size: 1280, clips: [a.mp4] }",
                "{ size: 1280*720, clips: [a.mp4] }",
                "{ budget_usd: 1, clips: [a.mp4] }",
                "{ shots: [a.mp4], clips: [a.mp4] }",
            })
    void whatTheSchemaRefusesTheCheckerRefusesToo(String faulty) throws IOException {
        assertThat(schema.validate(yaml(faulty))).isNotEmpty();
        assertThat(TimelineText.in(folder).check(faulty).faults()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clips: [a.mp4, { file: a.mp4, id: 7, from: 1, to: 2.5, transition: { wipe: left }, scene: s }, a.mp4]",
                "{ title: 3, size: 1280x720, fps: 25, language: de, transition: crossfade, fit: blur, clips: [a.mp4, a.mp4] }",
                "{ sound: { music: k.wav, effects: [{ file: k.wav, shot: a-2, at: 1 }] }, clips: [a.mp4, a.mp4] }",
                "clips: [{ file: a.mp4, sound: mute, voice: k.wav }, { file: a.mp4, voice: { file: k.wav, at: 0.5, gain: 3 } }]",
            })
    void whatTheCheckerTakesTheSchemaTakesToo(String timeline) throws IOException {
        assertThat(TimelineText.in(folder).check(timeline).faults()).isEmpty();
        assertThat(schema.validate(yaml(timeline))).isEmpty();
    }

    @Test
    void theGuideNamesTheSchema() throws IOException {
        Path docs = Path.of("../docs");
        String named = Files.readString(docs.resolve("cutting-room.md"))
                .lines()
                .filter(line -> line.contains("$schema="))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*\\$schema=", "");
        assertThat(docs.resolve(named)).isRegularFile();
    }

    private static JsonNode yaml(String words) {
        Object loaded =
                new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(words);
        return JSON.valueToTree(loaded);
    }
}
