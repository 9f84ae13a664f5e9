package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.catalogue.AspectRatio;
import dev.framespan.workflows.catalogue.ImageModel;
import dev.framespan.workflows.catalogue.ListFormat;
import dev.framespan.workflows.storyboard.InputSource;
import dev.framespan.workflows.storyboard.reading.Draft;
import dev.framespan.workflows.storyboard.reading.DraftField;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import dev.framespan.workflows.storyboard.reading.FaultWording;
import dev.framespan.workflows.storyboard.reading.FieldReader;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a keyframe must be. */
final class KeyframeRules {
    private final Draft draft;
    private final ImageModel model;
    private final AspectRatio shape;
    private final PromptRules prompts;
    private final InputRules pictures;
    private final FaultCollector faults;
    private final ReferenceRules references;
    private final Set<String> keyframes = new LinkedHashSet<>();
    private final Set<String> shots = new LinkedHashSet<>();
    private final Map<String, InputSource> sources = new HashMap<>();

    /**
     * @param model null where it is faulty
     * @param shape null where it is faulty
     */
    KeyframeRules(
            Draft draft,
            ImageModel model,
            AspectRatio shape,
            PromptRules prompts,
            InputRules pictures,
            ReferenceRules references,
            FaultCollector faults) {
        this.draft = draft;
        this.model = model;
        this.shape = shape;
        this.prompts = prompts;
        this.pictures = pictures;
        this.references = references;
        this.faults = faults;
        draft.keyframes().forEach(keyframe -> keyframes.add(keyframe.id().name()));
        draft.shots().stream()
                .filter(shot -> shot.id().isValid())
                .forEach(shot -> shots.add(shot.id().value()));
    }

    /** @return where the author's own pictures are, by keyframe, and by character whose picture is no keyframe's */
    Map<String, InputSource> check() {
        draft.characters().forEach(this::check);
        draft.keyframes().forEach(this::check);
        draft.keyframes().forEach(this::checkReferences);
        boolean bought = draft.keyframes().stream()
                .anyMatch(keyframe -> keyframe.prompt().present());
        if (bought && model != null && shape != null && !model.aspectRatios().contains(shape.word())) {
            DraftField<?> at = draft.keyframeModel().present() ? draft.keyframeModel() : draft.aspectRatio();
            faults.fault(
                    at.place(),
                    at.field(),
                    shape.word() + " is not possible with " + model.name() + ", which makes "
                            + ListFormat.or(model.aspectRatios()));
        }
        return Map.copyOf(sources);
    }

    /** Its picture has a shape of its own: no clip starts on it unless it says so. */
    private void check(Draft.Character character) {
        DraftField<String> image = character.image();
        if (image.isValid() && !keyframes.contains(image.value()) && isOwn(image)) {
            pictures.check(image, null)
                    .ifPresent(source -> sources.put(character.name().name(), source));
        }
    }

    /** What could be the id of a keyframe was meant to be one, unless a file of that name is there. */
    private boolean isOwn(DraftField<String> image) {
        String name = image.value();
        if (!FieldReader.isId(name) || pictures.isThere(name) || !draft.keyframesReadable()) {
            return true;
        }
        String hint = shots.contains(name)
                ? ": that is a shot, whose frame a keyframe can be, { frame_of: " + name + ", at: last }"
                : FaultWording.didYouMean(name, keyframes);
        faults.fault(
                image.place(),
                image.field(),
                "no keyframe is called " + name
                        + (hint.isEmpty() ? ", and there is no file " + name + " in the storyboard's folder" : hint));
        return false;
    }

    private void check(Draft.Keyframe keyframe) {
        DraftField<String> prompt = keyframe.prompt();
        DraftField<String> image = keyframe.image();
        DraftField<String> frameOf = keyframe.frameOf();
        List<DraftField<String>> origins =
                Stream.of(prompt, image, frameOf).filter(DraftField::present).toList();
        if (origins.isEmpty()) {
            faults.fault(
                    keyframe.id().place(),
                    keyframe.id().field(),
                    "a keyframe needs a prompt, to be bought, an image, a picture of your own, or frame_of, a shot whose frame it is");
        }
        if (origins.size() > 1) {
            DraftField<String> last = origins.get(origins.size() - 1);
            faults.fault(
                    last.place(),
                    last.field(),
                    "a keyframe has one of prompt, image and frame_of: take the others away");
        }
        boolean one = origins.size() == 1;
        if (one && !prompt.present()) {
            String own = image.present() ? "a picture of your own" : "a frame of a shot";
            refuse(
                    keyframe.take(),
                    "a take asks for another still of the same prompt, and " + own + " has none",
                    "take it away");
            refuse(keyframe.references(), "references go with a prompt, and " + own + " has none", "take them away");
        }
        if (one && !frameOf.present()) {
            refuse(keyframe.at(), "at says which frame of a shot it is, and there is no frame_of", "take it away");
        }
        if (prompt.isValid()) {
            prompts.checkStill(prompt);
        }
        if (image.isValid()) {
            pictures.check(image, shape)
                    .ifPresent(source -> sources.put(keyframe.id().name(), source));
        }
        if (frameOf.isValid()) {
            checkFrame(frameOf);
        }
    }

    private void refuse(DraftField<?> field, String why, String cure) {
        if (field.present()) {
            faults.fault(field.place(), field.field(), why + ": " + cure);
        }
    }

    private void checkReferences(Draft.Keyframe keyframe) {
        DraftField<List<DraftField<String>>> named = keyframe.references();
        if (!keyframe.prompt().present()) {
            return;
        }
        references.check(named);
        if (named.isValid() && model != null) {
            Optional<String> why = model.whyNotReferences(named.value().size());
            why.ifPresent(reason -> faults.fault(named.place(), named.field(), reason));
            if (why.isEmpty()) {
                named.value().forEach(this::checkSize);
            }
        }
    }

    /** A picture of the author's own may be larger than an image model takes it along. Source: the provider's pages of image models. */
    private void checkSize(DraftField<String> reference) {
        if (reference.isValid()) {
            InputSource source = sources.get(references.source(reference.value()));
            long most = model.references().bytes();
            if (source != null && pictures.bytes(source) > most) {
                faults.fault(
                        reference.place(),
                        reference.field(),
                        String.format(
                                Locale.ROOT,
                                "%s makes a still after pictures of at most %,d bytes, and this one has %,d: save it smaller",
                                model.name(),
                                most,
                                pictures.bytes(source)));
            }
        }
    }

    private void checkFrame(DraftField<String> frameOf) {
        if (!shots.isEmpty() && !shots.contains(frameOf.value())) {
            String hint = keyframes.contains(frameOf.value())
                    ? ": that is a keyframe, and frames are cut out of shots"
                    : FaultWording.didYouMean(frameOf.value(), shots);
            faults.fault(
                    frameOf.place(),
                    frameOf.field(),
                    "no shot is called " + frameOf.value() + (hint.isEmpty() ? ": name the id of one" : hint));
        }
    }
}
