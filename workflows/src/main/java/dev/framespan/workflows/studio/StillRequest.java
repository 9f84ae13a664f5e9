package dev.framespan.workflows.studio;

import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import java.util.List;

/** A still to be bought: {@code StillRequest.of("a lighthouse at dawn").named("dawn")}. Immutable; each word gives a new one. */
public record StillRequest(String id, GenerationRequest request) {
    private static final String MODEL = "doubao-seedream-4.5";
    private static final String RESOLUTION = "2K";

    public StillRequest {
        if (request == null || !request.forStill()) {
            throw StopFailures.because(id == null ? "still" : id, "a still has no seconds");
        }
    }

    /** A still of 16:9 in 2K from the default model, {@value #MODEL}. */
    public static StillRequest of(String prompt) {
        return of(StopFailures.unlessPossible(
                "still",
                () -> new GenerationRequest(
                        MODEL, Action.GENERATE, Prompt.of(prompt), "16:9", RESOLUTION, null, false, List.of(), 1)));
    }

    public static StillRequest of(GenerationRequest request) {
        return new StillRequest(null, request);
    }

    /** The id under which status, receipt and errors speak of it; numbered where none is given. */
    public StillRequest named(String name) {
        return new StillRequest(name, request);
    }

    /** @param resolution one of the model's: {@code 2K} */
    public StillRequest model(String model, String resolution) {
        return with(model, request.aspectRatio(), resolution, request.take());
    }

    public StillRequest aspectRatio(String ratio) {
        return with(request.model(), ratio, request.resolution(), request.take());
    }

    /** Another result of the same words. */
    public StillRequest take(int number) {
        return with(request.model(), request.aspectRatio(), request.resolution(), number);
    }

    private StillRequest with(String model, String ratio, String resolution, int take) {
        GenerationRequest changed = StopFailures.unlessPossible(
                id == null ? "still" : id,
                () -> new GenerationRequest(
                        model, request.action(), request.prompt(), ratio, resolution, null, false, List.of(), take));
        return new StillRequest(id, changed);
    }
}
