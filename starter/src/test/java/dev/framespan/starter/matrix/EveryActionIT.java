package dev.framespan.starter.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One film with every action of every model in it, rendered by the packaged program; its frames are looked at by numbers. */
@Tag("long")
class EveryActionIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STORYBOARD =
            """
            title: Every action of every model
            keyframe_model: gemini-2.5-flash-image-preview
            characters:
              keeper: { look: an old keeper in a yellow coat, image: portrait }
            keyframes:
              dawn: { prompt: a lighthouse at dawn over the sea }
              dusk: { prompt: a boat in a storm at night }
              portrait: { prompt: an old keeper in a yellow coat, references: [dawn] }
              onward: { frame_of: v3-words, at: last }
              midway: { frame_of: o1-frames, at: 2.5 }
            shots:
              - { id: v3-words, model: kling-v3, duration: 3, prompt: hills at noon }
              - { id: v3-start, model: kling-v3, duration: 3, from: onward, prompt: on over the hills }
              - { id: v3-frames, model: kling-v3, duration: 3, from: dawn, to: dusk, prompt: the day goes by }
              - { id: omni-words, model: kling-v3-omni, duration: 5, audio: true, prompt: waves on the rocks }
              - { id: omni-start, model: kling-v3-omni, duration: 3, from: onward, prompt: on over other hills }
              - { id: omni-people, model: kling-v3-omni, duration: 3, references: [keeper, dusk], prompt: "{keeper} looks out" }
              - id: omni-base
                model: kling-v3-omni
                duration: 3
                prompt: the same waves at night
                video: { clip: omni-words, use: base, keep_sound: true }
              - id: omni-street
                model: kling-v3-omni
                duration: 3
                prompt: the same street in rain
                video: { clip: https://video.example.org/street.mp4, use: base }
              - { id: o1-words, model: kling-video-o1, duration: 5, prompt: gulls over a harbour }
              - { id: o1-start, model: kling-video-o1, duration: 5, from: dusk, prompt: the boat sails on }
              - { id: o1-frames, model: kling-video-o1, duration: 5, from: dusk, to: dawn, prompt: the storm is over }
              - { id: o1-people, model: kling-video-o1, duration: 5, references: [midway, keeper], prompt: "{keeper} at {midway}" }
              - id: o1-motion
                model: kling-video-o1
                duration: 5
                prompt: a forest
                video: { clip: v3-frames, use: feature }
              - { id: v26-words, model: kling-v2.6, duration: 5, prompt: a road in the desert }
              - { id: v26-start, model: kling-v2.6, duration: 5, from: dawn, prompt: the light turns }
              - { id: v26-frames, model: kling-v2.6, duration: 5, from: dawn, to: dusk, prompt: clouds come up }
            """;

    @TempDir
    Path folder;

    private DirectoryStore store;
    private VideoServer web;
    private final Map<String, JsonNode> made = new HashMap<>();

    @BeforeEach
    void serve() throws IOException {
        web = new VideoServer(folder);
    }

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void everyActionOfEveryModelComesIntoOneFilm() throws Exception {
        Files.writeString(folder.resolve("every.yaml"), STORYBOARD);
        FramespanProgram framespan = new FramespanProgram(folder);
        try (Program render = framespan.start("render", "every.yaml", "--speed", "300")) {
            render.assertEnds(0, PATIENCE);
        }
        JsonNode receipt = JSON.readTree(folder.resolve("out/every/film.json").toFile());
        receipt.path("shots").forEach(entry -> made.put(entry.path("id").asText(), entry));
        store = DirectoryStore.open(folder.resolve(".framespan"));

        assertSent(framespan, receipt);
        assertFrames();
        assertBaseAndFeature();
    }

    private void assertSent(FramespanProgram framespan, JsonNode receipt) {
        Set<String> sent = new TreeSet<>();
        Map<String, JsonNode> requests = new HashMap<>();
        JsonNode ledger;
        try (SimulatedProvider provider =
                new SimulatedProvider(framespan, folder.resolve(".framespan/simulator"), "300")) {
            ledger = provider.ledger();
        }
        for (JsonNode entry : ledger.path("entries")) {
            if (entry.path("model").asText().startsWith("kling")) {
                sent.add(entry.path("model").asText() + " "
                        + entry.path("action").asText());
            }
            requests.put(entry.path("task_id").asText(), entry.path("request"));
        }
        Set<String> possible = new TreeSet<>();
        for (Combination clip : Combination.all()) {
            if (KlingPage.wrong(clip).isEmpty()) {
                possible.add(clip.model() + " " + clip.action());
            }
        }
        assertThat(possible).hasSize(15);
        assertThat(sent).isEqualTo(possible);
        assertThat(ledger.path("entries")).hasSize(19);
        assertThat(receipt.path("totalUsd").decimalValue())
                .isEqualByComparingTo(ledger.path("charged_usd").decimalValue());
        assertThat(web.asked()).as("by the provider alone").isOne();
        JsonNode rain = requests.get(made.get("omni-street").path("task").asText());
        assertThat(rain.path("video_list"))
                .singleElement()
                .hasToString(
                        "{\"video_url\":\"" + web.url() + "\",\"refer_type\":\"base\",\"keep_original_sound\":\"no\"}");
        JsonNode people = requests.get(made.get("omni-people").path("task").asText());
        assertThat(people.path("image_urls")).hasSize(2);
        assertThat(people.path("prompt").asText()).isEqualTo("<<<image_1>>> looks out");
        assertThat(requests.get(made.get("o1-people").path("task").asText())
                        .path("prompt")
                        .asText())
                .isEqualTo("<<<image_2>>> at <<<image_1>>>");
    }

    /** Frames that were cut are those of the clips, and clips start on them. */
    private void assertFrames() throws IOException {
        DecodedClip words = clip("v3-words");
        byte[] onward = given("v3-start", 0);
        assertThat(DecodedClip.likeness(onward, words.last())).isGreaterThan(45);
        assertThat(DecodedClip.likeness(onward, words.first())).isLessThan(30);
        for (String next : new String[] {"v3-start", "omni-start"}) {
            assertThat(DecodedClip.likeness(clip(next).first(), words.last()))
                    .as(next)
                    .isGreaterThan(35);
        }
        DecodedClip storm = clip("o1-frames");
        byte[] midway = given("o1-people", 0);
        assertThat(storm.frames()).hasSize(120);
        assertThat(DecodedClip.likeness(midway, storm.frames().get(60))).isGreaterThan(45);
        for (int other : new int[] {58, 62}) {
            assertThat(DecodedClip.likeness(midway, storm.frames().get(other)))
                    .as("frame %d", other)
                    .isLessThan(DecodedClip.likeness(midway, storm.frames().get(60)));
        }
    }

    private void assertBaseAndFeature() throws IOException {
        DecodedClip waves = clip("omni-words");
        DecodedClip base = clip("omni-base");
        assertThat(waves.frames()).hasSize(120);
        assertThat(base.frames())
                .as("as long as its video, not the 3 s of the shot")
                .hasSize(120);
        assertThat(made.get("omni-base").path("frames").asInt()).isEqualTo(120);
        assertThat(base.sounds()).isTrue();
        for (int frame : new int[] {0, 60, 119}) {
            byte[] before = waves.frames().get(frame);
            byte[] after = base.frames().get(frame);
            assertThat(DecodedClip.correlation(before, after))
                    .as("frame %d", frame)
                    .isGreaterThan(0.8);
            assertThat(DecodedClip.likeness(before, after))
                    .as("frame %d is no copy", frame)
                    .isLessThan(40);
        }
        // 5 s, the video's length, at the price of a second with a video.
        assertThat(made.get("omni-base").path("priceUsd").decimalValue()).isEqualByComparingTo("0.5355");
        assertThat(made.get("omni-street").path("frames").asInt())
                .as("as long as the video behind the URL")
                .isEqualTo(96);
        assertThat(made.get("omni-street").path("priceUsd").decimalValue()).isEqualByComparingTo("0.4284");
        DecodedClip motion = clip("o1-motion");
        assertThat(motion.frames()).hasSize(120);
        assertThat(motion.sounds()).isFalse();
        assertThat(DecodedClip.correlation(motion.first(), clip("v3-frames").first()))
                .isLessThan(0.8);
    }

    private DecodedClip clip(String id) throws IOException {
        return DecodedClip.of(
                store.find(made.get(id).path("sha256").asText(), MediaType.MP4).orElseThrow());
    }

    /** A picture as the provider got it. */
    private byte[] given(String shot, int number) throws IOException {
        Path provider = folder.resolve(".framespan/simulator");
        JsonNode task = JSON.readTree(provider.resolve("tasks")
                .resolve(made.get(shot).path("task").asText() + ".json")
                .toFile());
        Path file = provider.resolve("inputs")
                .resolve(task.path("inputs").path(number).asText());
        return DecodedClip.brightness(file);
    }
}
