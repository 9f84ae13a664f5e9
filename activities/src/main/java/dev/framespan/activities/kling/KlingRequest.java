package dev.framespan.activities.kling;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framespan.activities.provider.Order;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputPicture;
import java.util.List;

/**
 * The body of {@code POST /tasks}: what the page of the Kling series names, and nothing else. No null, no unknown field; a
 * duration is a whole number, audio a boolean that is sent only when true.
 */
final class KlingRequest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OMNI = "kling-v3-omni";

    private KlingRequest() {}

    static ObjectNode body(Order order, List<String> pictures) {
        GenerationRequest request = order.request();
        ObjectNode body = JSON.createObjectNode()
                .put("model", request.model())
                .put("action", request.action().word());
        if (!order.prompt().isBlank()) {
            body.put("prompt", order.prompt());
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

    private static void frames(ObjectNode body, GenerationRequest request, List<String> pictures) {
        for (int i = 0; i < pictures.size(); i++) {
            InputPicture.Role role = request.inputs().get(i).role();
            // The page gives first_frame_image to v2.6, v3 and o1; omni takes its one picture as image_urls.
            if (role == InputPicture.Role.FIRST_FRAME && request.model().equals(OMNI)) {
                body.putArray("image_urls").add(pictures.get(i));
            } else if (role == InputPicture.Role.FIRST_FRAME) {
                body.put("first_frame_image", pictures.get(i));
            } else {
                body.put("last_frame_image", pictures.get(i));
            }
        }
    }
}
