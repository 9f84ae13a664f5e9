package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.GenerationRequest;
import java.util.List;
import java.util.Objects;

/**
 * A checked storyboard, resolved to what is to be bought and shown: defaults filled in, prompts composed, pictures stored. It holds no
 * price and no place of the file, so that an edit which changes nothing of the film leaves the plan as it is.
 *
 * @param film the film's id
 * @param title for people; the id where the storyboard gives none
 * @param width of the film's frame in pixels
 * @param height of the film's frame in pixels
 * @param rate frames a second as a fraction, {@code 24/1}; null takes the first clip's
 * @param keyframes those that a shot uses, in the storyboard's order
 * @param shots in the order in which they are seen
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Plan(
        String film, String title, int width, int height, String rate, List<Keyframe> keyframes, List<Shot> shots) {
    public Plan {
        Objects.requireNonNull(film, "film");
        Objects.requireNonNull(title, "title");
        keyframes = List.copyOf(keyframes);
        shots = List.copyOf(shots);
    }

    /**
     * A still on which shots start or end; exactly one of picture and request is set.
     *
     * @param picture one of the user's own
     * @param request what is bought
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Keyframe(String id, Asset picture, GenerationRequest request) {
        public Keyframe {
            Objects.requireNonNull(id, "id");
            if ((picture == null) == (request == null)) {
                throw new IllegalArgumentException("keyframe " + id + " is a picture or a request");
            }
        }
    }

    /**
     * A clip in its place.
     *
     * @param from keyframe on which it starts; null where words alone decide
     * @param to keyframe on which it ends; null where it ends as it likes
     * @param request what is bought, its pictures not yet filled in
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Shot(String id, String from, String to, GenerationRequest request) {
        public Shot {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(request, "request");
        }
    }
}
