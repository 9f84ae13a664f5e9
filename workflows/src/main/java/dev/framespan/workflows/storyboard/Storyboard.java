package dev.framespan.workflows.storyboard;

import dev.framespan.workflows.assembly.CutSound;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.AspectRatio;
import dev.framespan.workflows.catalogue.Resolution;
import dev.framespan.workflows.catalogue.VideoUse;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
 * @param language of what is spoken, as ISO 639-2 has it, {@code eng}; null where none is given
 * @param keyframeModel the catalogue's name of the model that makes the keyframes
 * @param budgetUsd US dollars that the film may cost; null for no limit
 * @param style appended to every prompt; null for none
 * @param transition of a shot that names none into the next one
 * @param fit what becomes of a clip whose shape is not the film's
 * @param render how much is encoded anew
 * @param joins when the frames at a cut count as the same picture, and what becomes of a cut where they do not
 * @param sound what is heard; null where the storyboard says nothing of it
 * @param characters by name, in the file's order
 * @param keyframes by id, in the file's order
 * @param shots in the order in which they are seen; 1 to 500
 * @param scenes in which all the shots stand; empty where the storyboard names none
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
        String language,
        String keyframeModel,
        BigDecimal budgetUsd,
        String style,
        Transition transition,
        Fit fit,
        RenderMode render,
        Joins joins,
        Sound sound,
        Map<String, Character> characters,
        Map<String, Keyframe> keyframes,
        List<Shot> shots,
        List<Scene> scenes) {
    public Storyboard {
        characters = Collections.unmodifiableMap(new LinkedHashMap<>(characters));
        keyframes = Collections.unmodifiableMap(new LinkedHashMap<>(keyframes));
        shots = List.copyOf(shots);
        scenes = List.copyOf(scenes);
    }

    /**
     * Shots one after another that are made together.
     *
     * @param title null where none is given
     * @param shots their ids; 1 to 50
     */
    public record Scene(String id, String title, List<String> shots) {
        public Scene {
            shots = List.copyOf(shots);
        }
    }

    /**
     * The last shot of the scene that a shot belongs to.
     *
     * @param number of the shot, from 0
     */
    public static int lastOfScene(List<Shot> shots, int number) {
        int last = number;
        while (last + 1 < shots.size() && shots.get(last + 1).scene() == null) {
            last++;
        }
        return last;
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
     * @param transition into the next shot; after the last one, how the film ends
     * @param scene title of the scene that begins with it; null where none does
     * @param sound what becomes of the clip's own sound; null as it is
     * @param voice what is spoken over it; null for nothing
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
            int take,
            Transition transition,
            String scene,
            CutSound sound,
            Voice voice) {
        public Shot {
            references = List.copyOf(references);
        }

        /** The same at the beginning of a scene of this title. */
        public Shot scene(String begun) {
            return new Shot(
                    id,
                    from,
                    to,
                    references,
                    video,
                    action,
                    duration,
                    prompt,
                    model,
                    resolution,
                    audio,
                    take,
                    transition,
                    begun,
                    sound,
                    voice);
        }

        /** Under which its voice is bought; no keyframe, shot or character can be called so. */
        public String voiceId() {
            return id + ".voice";
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

    /**
     * How clips meet at a cut.
     *
     * @param similarity structural similarity, 0 to 1, from which on the last frame of a clip and the first of the next count as the same
     *     picture, so that one of them is left out; more than 1 keeps every frame
     * @param unlike what stands in for a cut between frames that are not the same; null keeps the cut
     */
    public record Joins(double similarity, Transition unlike) {}

    /**
     * What a film sounds like.
     *
     * @param clips what becomes of the clips' own sound
     * @param duck by how many dB music and clips step back under a voice
     * @param loudness what the whole film is brought to, in LUFS; null leaves it as it is
     * @param stems whether dialogue, music and effects are written as files of their own, too
     */
    public record Sound(
            CutSound clips, List<Music> music, List<Effect> effects, double duck, Double loudness, boolean stems) {
        public Sound {
            music = List.copyOf(music);
            effects = List.copyOf(effects);
        }
    }

    /**
     * Music under the film.
     *
     * @param file a path relative to the storyboard, or an https URL
     * @param gain in dB
     * @param at when it begins, in seconds
     * @param seconds how long it is heard; null to its end, or with loop to the film's
     * @param fadeIn in seconds
     * @param fadeOut in seconds
     * @param loop whether it begins anew where it ends before its time is over
     */
    public record Music(
            String file, double gain, double at, Double seconds, double fadeIn, double fadeOut, boolean loop) {}

    /**
     * A sound at a time.
     *
     * @param file a path relative to the storyboard, or an https URL
     * @param shot from whose beginning its time counts; null for the film's
     * @param at when it begins, in seconds
     * @param gain in dB
     */
    public record Effect(String file, String shot, double at, double gain) {}

    /**
     * What is spoken over a shot. Exactly one of file and text is set.
     *
     * @param file a path relative to the storyboard, or an https URL
     * @param text what the provider speaks
     * @param voice that speaks it, as the provider spells it; null with a file
     * @param model the catalogue's name of the model that speaks it; null with a file
     * @param gain in dB
     * @param at when it begins, in seconds from the shot's beginning
     * @param over within what it must end
     */
    public record Voice(String file, String text, String voice, String model, double gain, double at, Over over) {}

    /** Over what a voice is heard. */
    public enum Over {
        SHOT,
        SCENE;

        /** As storyboards write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
