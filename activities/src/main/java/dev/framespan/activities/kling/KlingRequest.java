package dev.framespan.activities.kling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.ImageModel;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.payload.Payloads;
import java.util.List;

/**
 * The body of {@code POST /tasks}: what the page of the Kling series names, and nothing else. No null, no unknown field; a
 * duration is a whole number, audio a boolean that is sent only when true.
 */
final class KlingRequest {
    private static final String OMNI = "kling-v3-omni";

    private KlingRequest() {}

    /**
     * @param request its prompt in words
     * @param pictures a URL for each of its pictures
     */
    static ObjectNode body(GenerationRequest request, List<String> pictures, Catalogue catalogue) {
        ObjectNode body = Payloads.json()
                .createObjectNode()
                .put("model", request.model())
                .put("action", action(request, catalogue));
        String prompt = request.prompt().text();
        if (!prompt.isBlank()) {
            body.put("prompt", prompt);
        }
        // The page gives aspect_ratio to text-to-video only; elsewhere the picture decides.
        if (request.aspectRatio() != null && request.action() == Action.GENERATE) {
            body.put("aspect_ratio", request.aspectRatio());
        }
        body.put("resolution", request.resolution());
        if (request.seconds() != null) {
            body.put("duration", request.seconds());
        }
        frames(body, request, pictures);
        if (request.audio()) {
            body.put("audio", true);
        }
        return body;
    }

    /** Each image model has words of its own for being asked with one picture, and with several. */
    private static String action(GenerationRequest request, Catalogue catalogue) {
        int pictures = request.inputs().size();
        if (!request.forStill() || pictures == 0) {
            return request.action().word();
        }
        ImageModel.References taken =
                catalogue.image(request.model()).orElseThrow().references();
        return pictures == 1 ? taken.actionForOne() : taken.actionForSeveral();
    }

    private static void frames(ObjectNode body, GenerationRequest request, List<String> pictures) {
        for (int i = 0; i < pictures.size(); i++) {
            InputPicture.Role role = request.inputs().get(i).role();
            String picture = pictures.get(i);
            switch (role) {
                case FIRST_FRAME -> {
                    // The page gives first_frame_image to v2.6, v3 and o1; omni takes its one picture as image_urls.
                    if (request.model().equals(OMNI)) {
                        body.withArray("image_urls").add(picture);
                    } else {
                        body.put("first_frame_image", picture);
                    }
                }
                case LAST_FRAME -> body.put("last_frame_image", picture);
                case REFERENCE -> body.withArray("image_urls").add(picture);
            }
        }
    }
}
