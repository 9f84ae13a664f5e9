package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.catalogue.AspectRatio;
import dev.framespan.workflows.catalogue.ImageModel;
import dev.framespan.workflows.catalogue.ListFormat;
import dev.framespan.workflows.storyboard.PictureSource;
import dev.framespan.workflows.storyboard.reading.Draft;
import dev.framespan.workflows.storyboard.reading.DraftField;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import java.util.HashMap;
import java.util.Map;

/** What a keyframe must be. */
final class KeyframeRules {
    private final Draft draft;
    private final ImageModel model;
    private final AspectRatio shape;
    private final PromptRules prompts;
    private final PictureRules pictures;
    private final FaultCollector faults;
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
            FaultCollector faults) {
        this.draft = draft;
        this.model = model;
        this.shape = shape;
        this.prompts = prompts;
        this.pictures = pictures;
        this.faults = faults;
    }

    /** @return where the pictures of the author's own are, by keyframe */
    Map<String, PictureSource> check() {
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

    private void check(Draft.Keyframe keyframe) {
        DraftField<String> prompt = keyframe.prompt();
        DraftField<String> image = keyframe.image();
        if (!prompt.present() && !image.present()) {
            faults.fault(
                    keyframe.id().place(),
                    keyframe.id().field(),
                    "a keyframe needs a prompt, to be bought, or an image, a picture of your own");
        }
        if (prompt.present() && image.present()) {
            faults.fault(
                    image.place(),
                    image.field(),
                    "a keyframe has a prompt or an image, not both: take one of them away");
        }
        if (image.present() && !prompt.present() && keyframe.take().present()) {
            faults.fault(
                    keyframe.take().place(),
                    keyframe.take().field(),
                    "a take asks for another still of the same prompt, and a picture of your own has none: take it away");
        }
        if (prompt.isValid()) {
            prompts.check(prompt, null);
        }
        if (image.isValid()) {
            pictures.check(image, shape)
                    .ifPresent(source -> sources.put(keyframe.id().name(), source));
        }
    }
}
