package dev.framespan.workflows.storyboard;

import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.AspectRatio;
import dev.framespan.workflows.catalogue.Resolution;
import dev.framespan.workflows.catalogue.VideoUse;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A film as it is written down, free of faults and with every default filled in. The components are the fields of the file.
 *
 * @param title null where none is given
 * @param id the film's; the file's stem where none is given
 * @param model the catalogue's name of the model of a shot that names none
 * @param resolution of the film's frame, and of a shot that names none
 * @param aspectRatio of the film's frame
 * @param audio whether a shot that does not say so comes with sound
 * @param duration of a shot that names none, in whole seconds
 * @param fps frames a second as a fraction, {@code 24/1}; null takes the first clip's
 * @param keyframeModel the catalogue's name of the model that makes the keyframes
 * @param budgetUsd US dollars that the film may cost; null for no limit
 * @param style appended to every prompt; null for none
 * @param characters by name, in the file's order
 * @param keyframes by id, in the file's order
 * @param shots in the order in which they are seen; 1 to 500
 */
public record Storyboard(
        String title,
        String id,
        String model,
        Resolution resolution,
        AspectRatio aspectRatio,
        boolean audio,
        int duration,
        String fps,
        String keyframeModel,
        BigDecimal budgetUsd,
        String style,
        Map<String, Character> characters,
        Map<String, Keyframe> keyframes,
        List<Shot> shots) {
    public Storyboard {
        characters = Collections.unmodifiableMap(new LinkedHashMap<>(characters));
        keyframes = Collections.unmodifiableMap(new LinkedHashMap<>(keyframes));
        shots = List.copyOf(shots);
    }

    /**
     * A person or thing that is seen in several shots.
     *
     * @param look the words that stand in a prompt where {@code {name}} is written and its picture does not go along
     * @param image how it looks, for {@link Shot#references} and {@link Keyframe#references}: a path relative to the storyboard, an https
     *     URL, or a keyframe's id; null for none
     */
    public record Character(String look, String image) {}

    /**
     * A still on which shots start or end, or which they refer to: bought by its prompt, a picture of the author's own, or a frame of a
     * shot. Exactly one of prompt, image and frameOf is set.
     *
     * @param prompt what is to be seen, not yet composed
     * @param image a path relative to the storyboard, or an https URL
     * @param take 1 to 99; another number asks for another still of the same words
     * @param references characters with an image, and keyframes, after which it is made, in order; empty where words alone decide
     * @param frameOf the shot out of whose clip it is cut
     * @param at which frame of that; null where it is no frame
     */
    public record Keyframe(
            String prompt, String image, int take, List<String> references, String frameOf, FramePosition at) {
        public Keyframe {
            references = List.copyOf(references);
        }
    }

    /**
     * A clip in its place.
     *
     * @param from the keyframe on which it starts; null where words alone decide
     * @param to the keyframe on which it ends; null where it ends as it likes
     * @param references characters with an image, and keyframes, whose people, things and places it shows, in order; empty for none
     * @param video the reference video; null for none
     * @param action what the model is asked to do; {@code first_last_frame} has both keyframes, {@code image2video} the first
     * @param duration in whole seconds
     * @param prompt what is to be seen, not yet composed
     * @param model the catalogue's name of the model
     * @param resolution of the clip; where it is not the film's, the clip is scaled to the film's frame
     * @param audio whether it comes with sound
     * @param take 1 to 99; another number asks for another clip of the same words
     */
    public record Shot(
            String id,
            String from,
            String to,
            List<String> references,
            Video video,
            Action action,
            int duration,
            String prompt,
            String model,
            Resolution resolution,
            boolean audio,
            int take) {
        public Shot {
            references = List.copyOf(references);
        }

        /** Keyframes and characters whose pictures go along. */
        public List<String> pictures() {
            return Stream.concat(Stream.of(from, to).filter(Objects::nonNull), references.stream())
                    .toList();
        }
    }

    /**
     * A reference video.
     *
     * @param clip the id of another shot, a path relative to the storyboard, or an https URL
     * @param use what the model does with it
     * @param keepSound whether the clip keeps its sound
     */
    public record Video(String clip, VideoUse use, boolean keepSound) {}
}
