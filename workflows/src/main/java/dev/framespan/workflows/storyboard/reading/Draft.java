package dev.framespan.workflows.storyboard.reading;

import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.AspectRatio;
import dev.framespan.workflows.catalogue.ImageModel;
import dev.framespan.workflows.catalogue.Resolution;
import dev.framespan.workflows.catalogue.VideoModel;
import java.math.BigDecimal;
import java.util.List;

/** A storyboard as the file gives it: every field by itself of the right type or faulty, nothing yet held against anything else. */
public record Draft(
        Position place,
        DraftField<String> title,
        DraftField<String> id,
        DraftField<VideoModel> model,
        DraftField<Resolution> resolution,
        DraftField<AspectRatio> aspectRatio,
        DraftField<Boolean> audio,
        DraftField<Integer> duration,
        DraftField<String> fps,
        DraftField<ImageModel> keyframeModel,
        DraftField<BigDecimal> budgetUsd,
        DraftField<String> style,
        List<Character> characters,
        List<Keyframe> keyframes,
        List<Shot> shots,
        boolean charactersReadable,
        boolean keyframesReadable) {

    public record Character(Named name, DraftField<String> look) {}

    public record Keyframe(Named id, DraftField<String> prompt, DraftField<String> image, DraftField<Integer> take) {}

    public record Shot(
            Position place,
            String field,
            DraftField<String> id,
            DraftField<String> from,
            DraftField<String> to,
            DraftField<Action> action,
            DraftField<Integer> duration,
            DraftField<String> prompt,
            DraftField<VideoModel> model,
            DraftField<Resolution> resolution,
            DraftField<Boolean> audio,
            DraftField<Integer> take) {}

    /** What is called by the name of its field. */
    public record Named(Position place, String field, String name) {}
}
