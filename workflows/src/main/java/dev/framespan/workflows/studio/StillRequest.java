package dev.framespan.workflows.studio;

import dev.framespan.workflows.Internal;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Defaults;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.RequestPicture;
import io.temporal.workflow.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A still to be bought: {@code StillRequest.of("a lighthouse at dawn").named("dawn")}. Immutable; each word gives a new one. Pictures
 * that it is made after may still be in the making.
 *
 * @param id under which status, receipt and errors speak of it; numbered where none is given
 * @param request of the provider, without its pictures
 * @param references stills that it is made after, in order; empty where words alone decide
 */
public record StillRequest(String id, GenerationRequest request, List<Promise<Still>> references)
        implements TakeRequest {
    /** @throws io.temporal.failure.ApplicationFailure when the request is none for a still */
    public StillRequest {
        String name = id == null ? "still" : id;
        if (request == null || !request.forStill()) {
            throw StopFailures.because(name, "a still has no seconds and no voice");
        }
        if (references.stream().anyMatch(Objects::isNull)) {
            throw StopFailures.because(name, "a still that it is to be made after is missing");
        }
        references = List.copyOf(references);
    }

    /**
     * A still from words alone, in 2K and the studio's shape, from the catalogue's default model.
     *
     * @param prompt what is to be seen
     * @return the request
     */
    public static StillRequest of(String prompt) {
        return of(StopFailures.unlessPossible(
                "still", () -> GenerationRequest.of(Defaults.IMAGE_MODEL, Action.GENERATE, Prompt.of(prompt))
                        .aspectRatio(StudioDefaults.STUDIOS)
                        .resolution(Defaults.IMAGE_RESOLUTION)
                        .build()));
    }

    /**
     * A request of the provider, in full.
     *
     * @param request for a still, without pictures
     * @return the request
     */
    public static StillRequest of(GenerationRequest request) {
        return new StillRequest(null, request, List.of());
    }

    /**
     * The same under a name.
     *
     * @param name the id under which status, receipt and errors speak of it
     * @return another request
     */
    public StillRequest named(String name) {
        return new StillRequest(name, request, references);
    }

    /**
     * Made after another still, or a {@linkplain Studio#picture picture of one's own}, beside those named before.
     *
     * @param still that may be in the making
     * @return another request
     */
    public StillRequest from(Promise<Still> still) {
        List<Promise<Still>> more = new ArrayList<>(references);
        more.add(still);
        return new StillRequest(id, request, more);
    }

    /**
     * Has another model make it.
     *
     * @param model the provider's name of it
     * @param resolution one of the model's: {@code 2K}
     * @return another request
     */
    public StillRequest model(String model, String resolution) {
        return with(changed -> changed.model(model).resolution(resolution));
    }

    /**
     * In a shape of its own.
     *
     * @param ratio one of the model's: {@code 16:9}
     * @return another request
     */
    public StillRequest aspectRatio(String ratio) {
        return with(changed -> changed.aspectRatio(ratio));
    }

    /**
     * Another result of the same words.
     *
     * @param number from 1
     * @return another request
     */
    public StillRequest take(int number) {
        return with(changed -> changed.take(number));
    }

    /** The same with what it leaves to its studio. */
    StillRequest with(StudioDefaults studio) {
        return new StillRequest(id, studio.in(request), references);
    }

    private StillRequest with(UnaryOperator<GenerationRequest.Builder> change) {
        return new StillRequest(id, StopFailures.changed(id == null ? "still" : id, request, change), references);
    }

    /**
     * {@return what stands for its pictures, in their roles}
     *
     * @hidden
     */
    @Internal
    @Override
    public List<RequestPicture<Promise<Still>>> pictures() {
        return RequestPicture.ofStill(references);
    }

    /** {@return null: no video goes with it} */
    @Override
    public Promise<SourceVideo> video() {
        return null;
    }
}
