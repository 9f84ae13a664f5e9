package dev.framespan.storyboard;

import dev.framespan.catalogue.Action;
import dev.framespan.catalogue.AspectRatio;
import dev.framespan.catalogue.ImageModel;
import dev.framespan.catalogue.Resolution;
import dev.framespan.catalogue.VideoModel;
import java.math.BigDecimal;
import java.util.List;

/** A storyboard as the file gives it: every field by itself of the right type or faulty, nothing yet held against anything else. */
record Draft(
        Place place,
        Given<String> title,
        Given<String> id,
        Given<VideoModel> model,
        Given<Resolution> resolution,
        Given<AspectRatio> aspectRatio,
        Given<Boolean> audio,
        Given<Integer> duration,
        Given<String> fps,
        Given<ImageModel> keyframeModel,
        Given<BigDecimal> budgetUsd,
        Given<String> style,
        List<Character> characters,
        List<Keyframe> keyframes,
        List<Shot> shots,
        boolean charactersReadable,
        boolean keyframesReadable) {

    record Character(Named name, Given<String> look) {}

    record Keyframe(Named id, Given<String> prompt, Given<String> image, Given<Integer> take) {}

    record Shot(
            Place place,
            String field,
            Given<String> id,
            Given<String> from,
            Given<String> to,
            Given<Action> action,
            Given<Integer> duration,
            Given<String> prompt,
            Given<VideoModel> model,
            Given<Resolution> resolution,
            Given<Boolean> audio,
            Given<Integer> take) {}

    /** What is called by the name of its field. */
    record Named(Place place, String field, String name) {}
}
