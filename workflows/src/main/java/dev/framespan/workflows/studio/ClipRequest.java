package dev.framespan.workflows.studio;

import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.AspectRatio;
import dev.framespan.workflows.catalogue.Defaults;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.Prompt;
import io.temporal.workflow.Promise;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A clip to be bought: {@code firstLastFrame(dawn, neon).seconds(10).prompt("time-lapse")}. Immutable; each word gives a new one.
 * Its pictures may still be in the making.
 *
 * @param id under which status, receipt and errors speak of it; numbered where none is given
 * @param from the still on which it starts; null where words alone decide
 * @param to the still on which it ends; null where it ends as it likes
 */
public record ClipRequest(String id, GenerationRequest request, Promise<Still> from, Promise<Still> to)
        implements TakeRequest {
    public ClipRequest {
        if (request == null || request.forStill()) {
            throw StopFailures.because(id == null ? "clip" : id, "a clip has seconds");
        }
    }

    /** Five seconds of 720p from words alone, 16:9. */
    public static ClipRequest generate(String prompt) {
        return new ClipRequest(null, defaults(Action.GENERATE, prompt, Defaults.ASPECT_RATIO), null, null);
    }

    /** Five seconds of 720p that start with a still. */
    public static ClipRequest imageToVideo(Promise<Still> from) {
        return new ClipRequest(null, defaults(Action.IMAGE2VIDEO, "", null), from, null);
    }

    /** Five seconds of 720p from one still to another. */
    public static ClipRequest firstLastFrame(Promise<Still> from, Promise<Still> to) {
        return new ClipRequest(null, defaults(Action.FIRST_LAST_FRAME, "", null), from, to);
    }

    public static ClipRequest of(GenerationRequest request, Promise<Still> from, Promise<Still> to) {
        return new ClipRequest(null, request, from, to);
    }

    private static GenerationRequest defaults(Action action, String prompt, AspectRatio aspectRatio) {
        return StopFailures.unlessPossible(
                "clip", () -> GenerationRequest.of(Defaults.VIDEO_MODEL, action, Prompt.of(prompt))
                        .aspectRatio(aspectRatio == null ? null : aspectRatio.word())
                        .resolution(Defaults.RESOLUTION.word())
                        .seconds(Defaults.SECONDS)
                        .build());
    }

    public ClipRequest named(String name) {
        return new ClipRequest(name, request, from, to);
    }

    public ClipRequest prompt(String words) {
        return with(changed -> changed.prompt(Prompt.of(words)));
    }

    public ClipRequest model(String model) {
        return with(changed -> changed.model(model));
    }

    /** @param resolution {@code 720p}, {@code 1080p} or {@code 4K} */
    public ClipRequest resolution(String resolution) {
        return with(changed -> changed.resolution(resolution));
    }

    public ClipRequest seconds(int seconds) {
        return with(changed -> changed.seconds(seconds));
    }

    public ClipRequest audio() {
        return with(changed -> changed.audio(true));
    }

    /** Another result of the same words and pictures. */
    public ClipRequest take(int number) {
        return with(changed -> changed.take(number));
    }

    private ClipRequest with(UnaryOperator<GenerationRequest.Builder> change) {
        return new ClipRequest(id, StopFailures.changed(id == null ? "clip" : id, request, change), from, to);
    }

    @Override
    public List<Input> inputs() {
        return List.of(new Input(InputPicture.Role.FIRST_FRAME, from), new Input(InputPicture.Role.LAST_FRAME, to));
    }
}
