package dev.framespan.workflows.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.catalogue.Action;
import java.util.List;
import java.util.Objects;

/**
 * What is asked of the provider for one still or one clip.
 *
 * @param model the provider's name of the model
 * @param action what the model is asked to do
 * @param prompt what is to be seen
 * @param aspectRatio as the provider spells it, {@code 16:9}; null where the pictures decide
 * @param resolution as the provider spells it: {@code 720p}, {@code 2K}
 * @param seconds length of a clip; null for a still
 * @param audio whether the clip comes with sound
 * @param inputs pictures that go with the request, in order
 * @param take 1 for the first; another number asks for another result of the same words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GenerationRequest(
        String model,
        Action action,
        Prompt prompt,
        String aspectRatio,
        String resolution,
        Integer seconds,
        boolean audio,
        List<InputPicture> inputs,
        int take) {
    public GenerationRequest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(resolution, "resolution");
        inputs = inputs == null ? List.of() : List.copyOf(inputs);
        if (take < 1) {
            throw new IllegalArgumentException("takes are counted from 1, not " + take);
        }
    }

    /** The same request with pictures. */
    public GenerationRequest with(List<InputPicture> pictures) {
        return new GenerationRequest(model, action, prompt, aspectRatio, resolution, seconds, audio, pictures, take);
    }

    /** Whether a still is asked for; else it is a clip. */
    public boolean forStill() {
        return seconds == null;
    }
}
