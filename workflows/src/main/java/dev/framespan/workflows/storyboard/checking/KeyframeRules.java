package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.catalogue.AspectRatio;
import dev.framespan.workflows.catalogue.ImageModel;
import dev.framespan.workflows.catalogue.ListFormat;
import dev.framespan.workflows.storyboard.PictureSource;
import dev.framespan.workflows.storyboard.reading.Draft;
import dev.framespan.workflows.storyboard.reading.DraftField;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import dev.framespan.workflows.storyboard.reading.FaultWording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What a keyframe must be. */
final class KeyframeRules {
    private final Draft draft;
    private final ImageModel model;
    private final AspectRatio shape;
    private final PromptRules prompts;
    private final PictureRules pictures;
    private final FaultCollector faults;
    private final ReferenceRules references;
    private final Map<String, PictureSource> sources = new HashMap<>();

    /**
     * @param model null where it is faulty
     * @param shape null where it is faulty
     */
    KeyframeRules(
            Draft draft,
            ImageModel model,
            AspectRatio shape,
            PromptRules prompts,
            PictureRules pictures,
            ReferenceRules references,
            FaultCollector faults) {
        this.draft = draft;
        this.model = model;
        this.shape = shape;
        this.prompts = prompts;
        this.pictures = pictures;
        this.references = references;
        this.faults = faults;
    }

    /** @return where the author's own pictures are, by keyframe, and by character whose picture is no keyframe's */
    Map<String, PictureSource> check() {
        draft.characters().forEach(this::check);
        draft.keyframes().forEach(this::check);
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
        boolean keyframe =
                draft.keyframes().stream().anyMatch(each -> each.id().name().equals(image.value()));
        if (image.isValid() && !keyframe) {
            pictures.check(image, null)
                    .ifPresent(source -> sources.put(character.name().name(), source));
        }
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
                    "a keyframe needs a prompt, to be bought, or an image, a picture of your own, or frame_of, a shot");
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
            refuse(keyframe.take(), "a take asks for another still of the same prompt, and " + own + " has none");
            refuse(keyframe.references(), "references go with a prompt, and " + own + " has none");
        }
        if (one && !frameOf.present()) {
            refuse(keyframe.at(), "at says which frame of a shot it is, and there is no frame_of");
        }
        if (prompt.isValid()) {
            prompts.check(prompt, null, List.of());
            checkReferences(keyframe);
        }
        if (image.isValid()) {
            pictures.check(image, shape)
                    .ifPresent(source -> sources.put(keyframe.id().name(), source));
        }
        if (frameOf.isValid()) {
            checkFrame(frameOf);
        }
    }

    private void refuse(DraftField<?> field, String why) {
        if (field.present()) {
            faults.fault(field.place(), field.field(), why + ": take it away");
        }
    }

    private void checkReferences(Draft.Keyframe keyframe) {
        DraftField<List<DraftField<String>>> named = keyframe.references();
        references.check(named);
        if (named.isValid() && model != null) {
            model.whyNotReferences(named.value().size())
                    .ifPresent(why -> faults.fault(named.place(), named.field(), why));
        }
    }

    private void checkFrame(DraftField<String> frameOf) {
        List<String> shots = draft.shots().stream()
                .map(shot -> shot.id().value())
                .filter(Objects::nonNull)
                .toList();
        if (!shots.contains(frameOf.value())) {
            String hint = FaultWording.didYouMean(frameOf.value(), shots);
            faults.fault(
                    frameOf.place(),
                    frameOf.field(),
                    "no shot is called " + frameOf.value() + (hint.isEmpty() ? ": name the id of one" : hint));
        }
    }
}
