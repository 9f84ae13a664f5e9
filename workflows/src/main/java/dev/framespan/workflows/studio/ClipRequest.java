package dev.framespan.workflows.studio;

import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import io.temporal.workflow.Promise;
import java.util.List;

/**
 * A clip to be bought: {@code firstLastFrame(dawn, neon).seconds(10).prompt("time-lapse")}. Immutable; each word gives a new one.
 * Its pictures may still be in the making.
 *
 * @param id under which status, receipt and errors speak of it; numbered where none is given
 * @param from the still on which it starts; null where words alone decide
 * @param to the still on which it ends; null where it ends as it likes
 */
public record ClipRequest(String id, GenerationRequest request, Promise<Still> from, Promise<Still> to) {
    private static final String MODEL = "kling-v3";

    public ClipRequest {
        if (request == null || request.forStill()) {
            throw StopFailures.because(id == null ? "clip" : id, "a clip has seconds");
        }
    }

    /** Five seconds of 720p from words alone, 16:9. */
    public static ClipRequest generate(String prompt) {
        return new ClipRequest(null, defaults(Action.GENERATE, prompt, "16:9"), null, null);
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

    private static GenerationRequest defaults(Action action, String prompt, String aspectRatio) {
        return StopFailures.unlessPossible(
                "clip",
                () -> new GenerationRequest(
                        MODEL, action, Prompt.of(prompt), aspectRatio, "720p", 5, false, List.of(), 1));
    }

    public ClipRequest named(String name) {
        return new ClipRequest(name, request, from, to);
    }

    public ClipRequest prompt(String words) {
        return with(
                request.model(),
                StopFailures.unlessPossible(called(), () -> Prompt.of(words)),
                request.resolution(),
                request.seconds(),
                request.audio(),
                request.take());
    }

    public ClipRequest model(String model) {
        return with(model, request.prompt(), request.resolution(), request.seconds(), request.audio(), request.take());
    }

    /** @param resolution {@code 720p}, {@code 1080p} or {@code 4K} */
    public ClipRequest resolution(String resolution) {
        return with(request.model(), request.prompt(), resolution, request.seconds(), request.audio(), request.take());
    }

    public ClipRequest seconds(int seconds) {
        return with(request.model(), request.prompt(), request.resolution(), seconds, request.audio(), request.take());
    }

    public ClipRequest audio() {
        return with(request.model(), request.prompt(), request.resolution(), request.seconds(), true, request.take());
    }

    /** Another result of the same words and pictures. */
    public ClipRequest take(int number) {
        return with(
                request.model(), request.prompt(), request.resolution(), request.seconds(), request.audio(), number);
    }

    private ClipRequest with(String model, Prompt prompt, String resolution, int seconds, boolean audio, int take) {
        GenerationRequest changed = StopFailures.unlessPossible(
                called(),
                () -> new GenerationRequest(
                        model,
                        request.action(),
                        prompt,
                        request.aspectRatio(),
                        resolution,
                        seconds,
                        audio,
                        List.of(),
                        take));
        return new ClipRequest(id, changed, from, to);
    }

    private String called() {
        return id == null ? "clip" : id;
    }
}
