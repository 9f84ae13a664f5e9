package dev.framespan.workflows.generation;

import dev.framespan.workflows.catalogue.AspectRatio;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.ImageModel;
import dev.framespan.workflows.catalogue.ListFormat;
import dev.framespan.workflows.catalogue.Resolution;
import dev.framespan.workflows.catalogue.SpeechModel;
import dev.framespan.workflows.catalogue.VideoModel;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a request of a workflow's own must be, by the same rules as that of a storyboard: what the provider would refuse, or charge and
 * then fail, is refused before anything is bought.
 */
public final class RequestRules {
    private RequestRules() {}

    private static final Pattern IMAGE = Pattern.compile("<<<\\s*image_?(\\d*)\\s*>>>", Pattern.CASE_INSENSITIVE);

    /**
     * Why a request is not possible; empty where it is.
     *
     * @param request whose pictures and reference video are there
     * @param prompt its words, wherever they are stored
     */
    public static Optional<String> whyNot(Catalogue catalogue, GenerationRequest request, String prompt) {
        return first(
                () -> whyNot(catalogue, request, prompt, request.inputs().size()),
                () -> request.video() == null
                        ? Optional.empty()
                        : catalogue
                                .limits()
                                .referenceVideo()
                                .whyNot(request.video().millis()),
                () -> request.forStill() ? picturesWhyNot(catalogue, request) : Optional.empty());
    }

    /**
     * The same before its pictures and its reference video are made.
     *
     * @param pictures how many will go along
     */
    public static Optional<String> whyNotAsked(Catalogue catalogue, GenerationRequest request, int pictures) {
        String prompt = request.prompt().text();
        return first(
                () -> prompt != null && prompt.isBlank()
                        ? Optional.of(
                                "it needs " + (request.forSpeech() ? "a text" : "a prompt: what is to be seen in it"))
                        : Optional.empty(),
                () -> whyNot(catalogue, request, prompt == null ? "" : prompt, pictures),
                () -> numbersWhyNot(catalogue, request, prompt == null ? "" : prompt, pictures));
    }

    private static Optional<String> whyNot(
            Catalogue catalogue, GenerationRequest request, String prompt, int pictures) {
        if (request.forSpeech()) {
            return speechWhyNot(catalogue, request, prompt, pictures);
        }
        int length = prompt.codePointCount(0, prompt.length());
        int longest = catalogue.limits().promptCodePoints();
        if (length > longest) {
            return Optional.of(
                    "a prompt has at most " + longest + " characters, and this one has " + length + ": shorten it");
        }
        if (request.forStill()) {
            return stillWhyNot(catalogue, request, pictures);
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

    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    private static Optional<String> first(Supplier<Optional<String>>... rules) {
        return Stream.of(rules).map(Supplier::get).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> clipWhyNot(
            Catalogue catalogue, GenerationRequest request, VideoModel model, Resolution resolution) {
        return first(
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
                () -> request.aspectRatio() == null
                                || AspectRatio.of(request.aspectRatio()).isPresent()
                        ? Optional.empty()
                        : Optional.of("no aspect ratio is called " + request.aspectRatio()));
    }

    /** In a workflow the developer writes the numbers of pictures; a storyboard's are written by the planner. */
    private static Optional<String> numbersWhyNot(
            Catalogue catalogue, GenerationRequest request, String prompt, int pictures) {
        boolean numbered = catalogue
                .video(request.model())
                .filter(VideoModel::imagePlaceholders)
                .isPresent();
        return IMAGE.matcher(prompt)
                .results()
                .filter(image -> !numbered || !isOneOf(image.group(1), pictures))
                .findFirst()
                .map(image -> numbered
                        ? "the prompt names " + image.group() + ", and " + pictures
                                + (pictures == 1 ? " picture goes along" : " pictures go along")
                                + ": they are numbered from 1 in the order of its references"
                        : image.group() + " cannot stand in the prompt, since " + request.model()
                                + " knows its pictures by no number");
    }

    private static boolean isOneOf(String number, int pictures) {
        return number.length() > 0
                && number.length() < 4
                && Integer.parseInt(number) >= 1
                && Integer.parseInt(number) <= pictures;
    }

    private static Optional<String> speechWhyNot(
            Catalogue catalogue, GenerationRequest request, String text, int pictures) {
        Optional<SpeechModel> model = catalogue.speech(request.model());
        if (model.isEmpty()) {
            return Optional.of("no model that speaks is called " + request.model());
        }
        if (pictures > 0 || request.video() != null) {
            return Optional.of("a text is spoken without pictures and videos: take them away");
        }
        return model.get().whyNotVoice(request.voice()).or(() -> model.get().whyNot(text));
    }

    private static Optional<String> stillWhyNot(Catalogue catalogue, GenerationRequest request, int pictures) {
        Optional<ImageModel> known = catalogue.image(request.model());
        if (known.isEmpty()) {
            return Optional.of("no image model is called " + request.model());
        }
        ImageModel model = known.get();
        if (!model.resolutions().contains(request.resolution())) {
            return Optional.of(request.resolution() + " is not possible with " + model.name() + ", which makes "
                    + ListFormat.or(model.resolutions()));
        }
        if (request.aspectRatio() != null && !model.aspectRatios().contains(request.aspectRatio())) {
            return Optional.of(request.aspectRatio() + " is not possible with " + model.name() + ", which makes "
                    + ListFormat.or(model.aspectRatios()));
        }
        return pictures == 0 ? Optional.empty() : model.whyNotReferences(pictures);
    }

    /** How large they are. */
    private static Optional<String> picturesWhyNot(Catalogue catalogue, GenerationRequest request) {
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
