package dev.framespan.workflows.generation;

import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.Resolution;
import dev.framespan.workflows.catalogue.SpeechModel;
import dev.framespan.workflows.catalogue.VideoModel;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a request of a workflow's own must be, by the same rules as that of a storyboard: what the provider would refuse, or charge and
 * then fail, is refused before anything is bought.
 */
public final class RequestRules {
    private RequestRules() {}

    /**
     * Why a request is not possible; empty where it is.
     *
     * @param request whose pictures and reference video are there
     * @param prompt its words, wherever they are stored
     */
    public static Optional<String> whyNot(Catalogue catalogue, GenerationRequest request, String prompt) {
        if (request.forSpeech()) {
            return speechWhyNot(catalogue, request, prompt);
        }
        int length = prompt.codePointCount(0, prompt.length());
        int longest = catalogue.limits().promptCodePoints();
        if (length > longest) {
            return Optional.of("a prompt has at most " + longest + " characters, and this one has " + length);
        }
        if (request.forStill()) {
            return stillWhyNot(catalogue, request);
        }
        Optional<VideoModel> model = catalogue.video(request.model());
        if (model.isEmpty()) {
            return Optional.of("no video model is called " + request.model());
        }
        Optional<Resolution> resolution = Resolution.of(request.resolution());
        if (resolution.isEmpty()) {
            return Optional.of("no resolution is called " + request.resolution());
        }
        return clipWhyNot(catalogue, request, model.get(), resolution.get());
    }

    private static Optional<String> clipWhyNot(
            Catalogue catalogue, GenerationRequest request, VideoModel model, Resolution resolution) {
        return Stream.<Supplier<Optional<String>>>of(
                        () -> catalogue
                                .whyNot(model, request.action())
                                .map(why -> request.action().word() + " is " + why),
                        () -> catalogue.whyNot(model, resolution).map(why -> resolution.word() + " is " + why),
                        () -> catalogue
                                .whyNot(model, request.seconds())
                                .map(why -> "a duration of " + request.seconds() + " is " + why),
                        () -> request.audio()
                                ? catalogue.whyNoAudio(model, resolution).map(why -> "audio is " + why)
                                : Optional.empty(),
                        () -> request.video() == null
                                ? Optional.empty()
                                : catalogue
                                        .limits()
                                        .referenceVideo()
                                        .whyNot(request.video().millis()))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> speechWhyNot(Catalogue catalogue, GenerationRequest request, String text) {
        Optional<SpeechModel> model = catalogue.speech(request.model());
        if (model.isEmpty()) {
            return Optional.of("no model that speaks is called " + request.model());
        }
        if (!request.inputs().isEmpty() || request.video() != null) {
            return Optional.of("a text is spoken without pictures and videos: take them away");
        }
        return model.get().whyNotVoice(request.voice()).or(() -> model.get().whyNot(text));
    }

    private static Optional<String> stillWhyNot(Catalogue catalogue, GenerationRequest request) {
        if (request.inputs().isEmpty()) {
            return Optional.empty();
        }
        try {
            catalogue.checkReferences(
                    request.model(),
                    request.inputs().stream()
                            .map(input -> input.picture().bytes())
                            .toList());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }
}
