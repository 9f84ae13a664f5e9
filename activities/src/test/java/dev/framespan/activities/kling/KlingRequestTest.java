package dev.framespan.activities.kling;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.Prompt;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent is what the pages say, byte for byte. */
class KlingRequestTest extends WithKlingProvider {
    private String sent(GenerationRequest request, String... pictures) throws ProviderException {
        server.then(answers(200, ACCEPTED));
        assertThat(provider.submit(request, List.of(pictures), Instant.MAX)).isEqualTo("t-1");
        return server.onlyAsked().body();
    }

    private static final String WORDS = "\"prompt\":\"Ein Schiff „Élan“\\n\\\"in sight\\\"\",";

    @Test
    void aKeyframeIsAskedForByteForByteAsThePageSays() throws ProviderException {
        assertThat(sent(still("doubao-seedream-4.5").take(3).build()))
                .isEqualTo("{\"model\":\"doubao-seedream-4.5\",\"action\":\"generate\",\"prompt\":\"a lighthouse\","
                        + "\"aspect_ratio\":\"16:9\",\"resolution\":\"2K\"}");
    }

    @Test
    void whereItIsToCallIsSaidLast() throws ProviderException {
        server.then(answers(200, ACCEPTED));
        GenerationRequest request = still("doubao-seedream-4.5").build();

        provider.submit(request, List.of(), Optional.of(URI.create("https://f.example/callbacks/a")), Instant.MAX);

        assertThat(server.onlyAsked().body())
                .isEqualTo("{\"model\":\"doubao-seedream-4.5\",\"action\":\"generate\",\"prompt\":\"a lighthouse\","
                        + "\"aspect_ratio\":\"16:9\",\"resolution\":\"2K\","
                        + "\"callback_url\":\"https://f.example/callbacks/a\","
                        + "\"callback_events\":[\"completed\",\"failed\",\"cancelled\"]}");
    }

    private static GenerationRequest.Builder still(String model) {
        return GenerationRequest.of(model, Action.GENERATE, Prompt.of("a lighthouse"))
                .aspectRatio("16:9")
                .resolution("2K");
    }

    @ParameterizedTest
    @CsvSource({
        "doubao-seedream-4.5, 1, generate",
        "doubao-seedream-4.5, 2, generate",
        "gemini-3-pro-image-preview, 1, image2image",
        "gemini-3-pro-image-preview, 2, reference"
    })
    void aStillAfterPicturesIsAskedForInItsModelsOwnWords(String model, int pictures, String action)
            throws ProviderException {
        InputPicture after = new InputPicture(InputPicture.Role.REFERENCE, FIRST.picture(), null);
        String[] links = {"https://e/1", "https://e/2"};

        assertThat(sent(
                        still(model)
                                .inputs(Collections.nCopies(pictures, after))
                                .build(),
                        Arrays.copyOf(links, pictures)))
                .isEqualTo("{\"model\":\"" + model + "\",\"action\":\"" + action + "\",\"prompt\":\"a lighthouse\","
                        + "\"aspect_ratio\":\"16:9\",\"resolution\":\"2K\",\"image_urls\":[\"https://e/1\""
                        + (pictures == 2 ? ",\"https://e/2\"" : "") + "]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kling-video-o1", "kling-v3-omni", "kling-v3", "kling-v2.6"})
    void wordsAloneComeWithAnAspectRatio(String model) throws ProviderException {
        assertThat(sent(clip(model, Action.GENERATE, "720p", false)))
                .isEqualTo("{\"model\":\"" + model + "\",\"action\":\"generate\"," + WORDS
                        + "\"aspect_ratio\":\"16:9\",\"resolution\":\"720p\",\"duration\":5"
                        + (hasSoundAt720p(model) ? ",\"audio\":false}" : "}"));
    }

    /** Told nothing, such a model may make sound and charge for it. */
    private static boolean hasSoundAt720p(String model) {
        return model.startsWith("kling-v3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kling-video-o1", "kling-v3", "kling-v2.6"})
    void aFirstFrameIsCalledSo(String model) throws ProviderException {
        assertThat(sent(clip(model, Action.IMAGE2VIDEO, "1080p", true, FIRST), "https://e.org/1.png"))
                .isEqualTo("{\"model\":\"" + model + "\",\"action\":\"image2video\"," + WORDS
                        + "\"resolution\":\"1080p\",\"duration\":5,\"first_frame_image\":\"https://e.org/1.png\""
                        + (model.equals("kling-video-o1") ? "}" : ",\"audio\":true}"));
    }

    @Test
    void omniTakesItsOnePictureInAList() throws ProviderException {
        assertThat(sent(clip("kling-v3-omni", Action.IMAGE2VIDEO, "4K", false, FIRST), "https://e.org/1.png"))
                .isEqualTo(
                        "{\"model\":\"kling-v3-omni\",\"action\":\"image2video\"," + WORDS
                                + "\"resolution\":\"4K\",\"duration\":5,\"image_urls\":[\"https://e.org/1.png\"],\"audio\":false}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kling-video-o1", "kling-v3", "kling-v2.6"})
    void firstAndLastFrameGoByTheirRoles(String model) throws ProviderException {
        assertThat(sent(clip(model, Action.FIRST_LAST_FRAME, "720p", false, FIRST, LAST), "https://e/1", "https://e/2"))
                .isEqualTo("{\"model\":\"" + model + "\",\"action\":\"first_last_frame\"," + WORDS
                        + "\"resolution\":\"720p\",\"duration\":5,\"first_frame_image\":\"https://e/1\",\"last_frame_image\":\"https://e/2\""
                        + (hasSoundAt720p(model) ? ",\"audio\":false}" : "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/v1/", "/v1//"})
    void aSlashAtTheEndOfTheBaseUrlDoesNotMatter(String path) throws Exception {
        server.then(answers(200, ACCEPTED));
        try (KlingProvider other = at(server.uri(path))) {
            other.submit(clip("kling-v3", Action.GENERATE, "720p", false), List.of(), Instant.MAX);
        }

        ScriptedServer.Asked asked = server.onlyAsked();
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /v1/tasks");
        assertThat(asked.header("Authorization")).isEqualTo("Bearer " + KEY);
        assertThat(asked.header("Content-type")).startsWith("application/json");
    }
}
