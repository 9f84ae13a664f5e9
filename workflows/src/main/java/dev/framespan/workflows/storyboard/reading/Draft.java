package dev.framespan.workflows.storyboard.reading;

import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.AspectRatio;
import dev.framespan.workflows.catalogue.ImageModel;
import dev.framespan.workflows.catalogue.Resolution;
import dev.framespan.workflows.catalogue.VideoModel;
import dev.framespan.workflows.catalogue.VideoUse;
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

    public record Character(Named name, DraftField<String> look, DraftField<String> image) {}

    public record Keyframe(
            Named id,
            DraftField<String> prompt,
            DraftField<String> image,
            DraftField<Integer> take,
            DraftField<List<DraftField<String>>> references,
            DraftField<String> frameOf,
            DraftField<FramePosition> at) {}

    public record Shot(
            Position place,
            String field,
            DraftField<String> id,
            DraftField<String> from,
            DraftField<String> to,
            DraftField<List<DraftField<String>>> references,
            DraftField<Video> video,
            DraftField<Action> action,
            DraftField<Integer> duration,
            DraftField<String> prompt,
            DraftField<VideoModel> model,
            DraftField<Resolution> resolution,
            DraftField<Boolean> audio,
            DraftField<Integer> take) {}

    public record Video(DraftField<String> clip, DraftField<VideoUse> use, DraftField<Boolean> keepSound) {}

    /** What is called by the name of its field. */
    public record Named(Position place, String field, String name) {}
}
