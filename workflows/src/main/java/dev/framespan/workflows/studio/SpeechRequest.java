package dev.framespan.workflows.studio;

import dev.framespan.workflows.Internal;
import dev.framespan.workflows.catalogue.Defaults;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.RequestPicture;
import io.temporal.workflow.Promise;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A text to be spoken: {@code SpeechRequest.of("The light went out in March.", "nova").named("opening")}. Immutable; each word gives a
 * new one.
 *
 * @param id under which status, receipt and errors speak of it; numbered where none is given
 * @param request of the provider, in full
 */
public record SpeechRequest(String id, GenerationRequest request) implements TakeRequest {
    /** @throws io.temporal.failure.ApplicationFailure when the request is none for speech */
    public SpeechRequest {
        if (request == null || !request.forSpeech()) {
            throw StopFailures.because(id == null ? "speech" : id, "speech has a text and a voice, and no seconds");
        }
    }

    /**
     * A text, spoken by the default model of the catalogue.
     *
     * @param text what is said
     * @param voice that speaks, as the catalogue spells it
     * @return the request
     */
    public static SpeechRequest of(String text, String voice) {
        return of(StopFailures.unlessPossible(
                "speech", () -> GenerationRequest.speech(Defaults.SPEECH_MODEL, voice, Prompt.of(text))));
    }

    /**
     * A request of the provider, in full.
     *
     * @param request for speech
     * @return the request
     */
    public static SpeechRequest of(GenerationRequest request) {
        return new SpeechRequest(null, request);
    }

    /**
     * The same under a name.
     *
     * @param name the id under which status, receipt and errors speak of it
     * @return another request
     */
    public SpeechRequest named(String name) {
        return new SpeechRequest(name, request);
    }

    /**
     * The same spoken by another model.
     *
     * @param model the provider's name of it
     * @return another request
     */
    public SpeechRequest model(String model) {
        return with(changed -> changed.model(model));
    }

    /**
     * Another result of the same words.
     *
     * @param number from 1
     * @return another request
     */
    public SpeechRequest take(int number) {
        return with(changed -> changed.take(number));
    }

    private SpeechRequest with(UnaryOperator<GenerationRequest.Builder> change) {
        return new SpeechRequest(id, StopFailures.changed(id == null ? "speech" : id, request, change));
    }

    /**
     * {@return what stands for its pictures, in their roles}
     *
     * @hidden
     */
    @Internal
    @Override
    public List<RequestPicture<Promise<Still>>> pictures() {
        return List.of();
    }

    /** {@return null: no video goes with it} */
    @Override
    public Promise<SourceVideo> video() {
        return null;
    }
}
