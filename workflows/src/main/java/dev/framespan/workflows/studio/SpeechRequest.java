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
 */
public record SpeechRequest(String id, GenerationRequest request) implements TakeRequest {
    public SpeechRequest {
        if (request == null || !request.forSpeech()) {
            throw StopFailures.because(id == null ? "speech" : id, "speech has a text and a voice, and no seconds");
        }
    }

    /** Spoken by the default model, {@value Defaults#SPEECH_MODEL}. */
    public static SpeechRequest of(String text, String voice) {
        return of(StopFailures.unlessPossible(
                "speech", () -> GenerationRequest.speech(Defaults.SPEECH_MODEL, voice, Prompt.of(text))));
    }

    public static SpeechRequest of(GenerationRequest request) {
        return new SpeechRequest(null, request);
    }

    /** @param name the id under which status, receipt and errors speak of it */
    public SpeechRequest named(String name) {
        return new SpeechRequest(name, request);
    }

    public SpeechRequest model(String model) {
        return with(changed -> changed.model(model));
    }

    /** Another result of the same words. */
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

    @Override
    public Promise<SourceVideo> video() {
        return null;
    }
}
