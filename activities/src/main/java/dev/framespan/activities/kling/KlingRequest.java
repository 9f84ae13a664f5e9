package dev.framespan.activities.kling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.Resolution;
import dev.framespan.workflows.catalogue.VideoModel;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputVideo;
import dev.framespan.workflows.payload.Payloads;
import java.net.URI;
import java.util.List;

/**
 * The body of {@code POST /tasks}: what the page of the Kling series names, and nothing else. No null, no unknown field; a
 * duration is a whole number. Audio is a boolean, which every model that has sound in that resolution is told: left out, it may make
 * sound, at another price. What a model calls its fields, the catalogue says.
 */
final class KlingRequest {
    private static final List<String> ENDS = List.of("completed", "failed", "cancelled");

    private KlingRequest() {}

    /**
     * @param request its prompt in words
     * @param links a URL for each of its pictures, and after them one for its reference video
     */
    static ObjectNode body(GenerationRequest request, List<String> links, Catalogue catalogue) {
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
        if (request.forStill()) {
            links.forEach(link -> body.withArray("image_urls").add(link));
            return body;
        }
        VideoModel model = catalogue.needVideo(request.model());
        pictures(body, request, links, model);
        if (request.video() != null) {
            InputVideo video = request.video();
            body.withArray("video_list")
                    .addObject()
                    .put("video_url", links.get(links.size() - 1))
                    .put("refer_type", video.use().word())
                    .put("keep_original_sound", video.keepSound() ? "yes" : "no");
        }
        if (Resolution.of(request.resolution()).filter(model::hasSound).isPresent()) {
            body.put("audio", request.audio());
        }
        return body;
    }

    /** The pages name no words for events beside those of the states; these are the ones in which a task has ended. */
    static void callAt(URI url, ObjectNode body) {
        body.put("callback_url", url.toString());
        ENDS.forEach(body.withArray("callback_events")::add);
    }

    /** Each image model has words of its own for being asked with one picture, and with several. */
    private static String action(GenerationRequest request, Catalogue catalogue) {
        return request.forStill() && !request.inputs().isEmpty()
                ? catalogue.needImage(request.model()).action(request.inputs().size())
                : request.action().word();
    }

    private static void pictures(ObjectNode body, GenerationRequest request, List<String> links, VideoModel model) {
        for (int i = 0; i < request.inputs().size(); i++) {
            String link = links.get(i);
            switch (request.inputs().get(i).role()) {
                case FIRST_FRAME -> {
                    switch (model.firstFrameField()) {
                        case FIRST_FRAME_IMAGE -> body.put("first_frame_image", link);
                        case IMAGE_URLS -> body.withArray("image_urls").add(link);
                    }
                }
                case LAST_FRAME -> body.put("last_frame_image", link);
                case REFERENCE -> body.withArray("image_urls").add(link);
            }
        }
    }
}
