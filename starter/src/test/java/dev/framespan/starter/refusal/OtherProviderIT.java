package dev.framespan.starter.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film is made with any server that keeps to the provider's pages, not with our simulator alone. */
@Tag("long")
class OtherProviderIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STORYBOARD =
            """
            fps: 25
            keyframes:
              dawn: { prompt: a lighthouse at dawn }
              dusk: { prompt: a lighthouse at dusk }
              port: { image: harbor.jpg }
            shots:
              - { id: gull, duration: 3, prompt: a gull flies by }
              - { id: rise, duration: 3, from: dawn, to: dusk, audio: true, prompt: the day goes by }
              - { id: home, duration: 3, to: port, prompt: down to the harbor }
              - { id: look, duration: 3, from: dusk, model: kling-v3-omni, prompt: the lamp turns }
            """;

    /** Exactly what the pages ask for, field by field; a link stands for what it leads to. */
    private static final List<String> BODIES = List.of(
            """
            {"model":"doubao-seedream-4.5","action":"generate","prompt":"a lighthouse at dawn",
             "aspect_ratio":"16:9","resolution":"2K"}""",
            """
            {"model":"doubao-seedream-4.5","action":"generate","prompt":"a lighthouse at dusk",
             "aspect_ratio":"16:9","resolution":"2K"}""",
            """
            {"model":"kling-v3","action":"generate","prompt":"a gull flies by",
             "aspect_ratio":"16:9","resolution":"720p","duration":3,"audio":false}""",
            """
            {"model":"kling-v3","action":"first_last_frame","prompt":"the day goes by","resolution":"720p","duration":3,
             "first_frame_image":"still: a lighthouse at dawn","last_frame_image":"still: a lighthouse at dusk",
             "audio":true}""",
            """
            {"model":"kling-v3","action":"first_last_frame","prompt":"down to the harbor","resolution":"720p",
             "duration":3,"first_frame_image":"still: a lighthouse at dusk","last_frame_image":"own picture",
             "audio":false}""",
            """
            {"model":"kling-v3-omni","action":"image2video","prompt":"the lamp turns","resolution":"720p","duration":3,
             "image_urls":["still: a lighthouse at dusk"],"audio":false}""");

    @TempDir
    Path folder;

    @Test
    void aProviderWithOtherMannersMakesTheSameFilmAndIsAskedForNothingTwice() throws IOException {
        Files.writeString(folder.resolve("film.yaml"), STORYBOARD);
        Files.copy(FramespanProgram.home().resolve("examples/photos/harbor.jpg"), folder.resolve("harbor.jpg"));
        Path still = ClipFiles.still(folder.resolve("still.png"), 2048, 1152);
        Path small = ClipFiles.clip(folder.resolve("small.mp4"), new ClipFiles.Recipe(640, 360, 25, 3, true));
        Path odd = ClipFiles.clip(folder.resolve("odd.mp4"), new ClipFiles.Recipe(854, 480, 30, 3, false));
        try (OtherProvider provider = new OtherProvider(Refusals.KEY, still, List.of(small, odd))) {
            try (Program render = render(provider)) {
                Refusals.assertEnds(render, 0);
            }
            assertThat(provider.offences()).isEmpty();
            assertThat(named(provider)).containsExactlyInAnyOrderElementsOf(expected());
            assertThat(provider.fetched()).isEqualTo(BODIES.size());
            // Four shots of 3 seconds at the storyboard's 25 frames a second, whatever the clips brought.
            assertThat(ClipFiles.watch(folder.resolve("out/film/film.mp4")))
                    .isEqualTo(new ClipFiles.Film(300, 1280, 720, true));

            try (Program again = render(provider)) {
                Refusals.assertEnds(again, 0);
            }
            assertThat(provider.bodies()).hasSize(BODIES.size());
            assertThat(provider.offences()).isEmpty();
        }
    }

    private Program render(OtherProvider provider) {
        return new FramespanProgram(folder)
                .with("KLING_API_KEY", Refusals.KEY)
                .with("KLING_BASE_URL", provider.url() + "/")
                .start("render", "film.yaml");
    }

    private static List<JsonNode> expected() throws IOException {
        List<JsonNode> bodies = new ArrayList<>();
        for (String body : BODIES) {
            bodies.add(JSON.readTree(body));
        }
        return bodies;
    }

    private static List<JsonNode> named(OtherProvider provider) throws IOException {
        List<JsonNode> bodies = new ArrayList<>();
        for (JsonNode body : provider.bodies()) {
            String text = body.toString();
            for (JsonNode value : body.findValues("first_frame_image")) {
                text = replaced(provider, text, value);
            }
            for (JsonNode value : body.findValues("last_frame_image")) {
                text = replaced(provider, text, value);
            }
            for (JsonNode value : body.path("image_urls")) {
                text = replaced(provider, text, value);
            }
            bodies.add(JSON.readTree(text));
        }
        return bodies;
    }

    private static String replaced(OtherProvider provider, String body, JsonNode link) {
        String named = provider.named(link.asText())
                .replaceFirst("^http://127\\.0\\.0\\.1:[0-9]+/assets/[0-9a-f]{64}\\.jpg$", "own picture");
        return body.replace(link.toString(), "\"" + named + "\"");
    }
}
