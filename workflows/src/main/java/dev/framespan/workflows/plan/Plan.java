package dev.framespan.workflows.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.assembly.CutSound;
import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.SoundCue;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.generation.GenerationRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A checked storyboard, resolved to what is to be bought and shown: defaults filled in, prompts composed, pictures stored. It holds no
 * price and no place of the file, so that an edit which changes nothing of the film leaves the plan as it is.
 *
 * @param film the film's id
 * @param title for people; the id where the storyboard gives none
 * @param width of the film's frame in pixels
 * @param height of the film's frame in pixels
 * @param rate frames a second as a fraction, {@code 24/1}; null takes the first clip's
 * @param keyframes those that a shot uses, in the storyboard's order
 * @param shots in the order in which they are seen
 * @param joins how they are joined; null in plans from before there was a choice
 * @param sound what the film sounds like, but what is still to be spoken; null in plans from before there was a choice
 * @param speeches what is still to be spoken
 * @param language of what is spoken, as ISO 639-2 has it; null where none is given
 * @param scenes that the storyboard names, all shots among them; empty where it names none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Plan(
        String film,
        String title,
        int width,
        int height,
        String rate,
        List<Keyframe> keyframes,
        List<Shot> shots,
        JoinSettings joins,
        FilmSound sound,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Speech> speeches,
        String language,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Scene> scenes) {
    @JsonCreator
    public Plan {
        Objects.requireNonNull(film, "film");
        Objects.requireNonNull(title, "title");
        keyframes = List.copyOf(keyframes);
        shots = List.copyOf(shots);
        speeches = speeches == null ? List.of() : List.copyOf(speeches);
        scenes = scenes == null ? List.of() : List.copyOf(scenes);
    }

    /** The same film, of which these are all parts. */
    public Plan with(List<Keyframe> others, List<Shot> otherShots, List<Speech> otherSpeeches) {
        return new Plan(
                film, title, width, height, rate, others, otherShots, joins, sound, otherSpeeches, language, scenes);
    }

    /**
     * The same film as versions planned it that knew cuts alone, by which one that they began is known again; empty where this says more
     * than they could.
     */
    public Optional<Plan> ofBefore() {
        boolean plain = JoinSettings.DEFAULT.equals(joins)
                && (sound == null || sound.equals(FilmSound.USUAL))
                && speeches.isEmpty()
                && language == null
                && scenes.isEmpty()
                && shots.stream().allMatch(shot -> shot.edit() == null);
        return plain ? Optional.of(new Plan(film, title, width, height, rate, keyframes, shots)) : Optional.empty();
    }

    /** In scenes by number, should it be long. */
    public Plan(
            String film,
            String title,
            int width,
            int height,
            String rate,
            List<Keyframe> keyframes,
            List<Shot> shots,
            JoinSettings joins,
            FilmSound sound,
            List<Speech> speeches,
            String language) {
        this(film, title, width, height, rate, keyframes, shots, joins, sound, speeches, language, List.of());
    }

    /** With cuts alone and the clips' own sound. */
    public Plan(
            String film, String title, int width, int height, String rate, List<Keyframe> keyframes, List<Shot> shots) {
        this(film, title, width, height, rate, keyframes, shots, null, null, List.of(), null);
    }

    /**
     * Shots one after another that are made together.
     *
     * @param title for people; null where the storyboard gives none
     * @param shots how many they are, at least 1
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Scene(String id, String title, int shots) {
        public Scene {
            Objects.requireNonNull(id, "id");
            if (shots < 1) {
                throw new IllegalArgumentException("a scene has at least one shot, not " + shots);
            }
        }
    }

    /**
     * A text that is spoken by the provider.
     *
     * @param cue its place, its sound not yet there
     * @param request what is bought
     */
    public record Speech(String id, SoundCue cue, GenerationRequest request) {
        public Speech {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(cue, "cue");
            Objects.requireNonNull(request, "request");
        }
    }

    /**
     * How a shot stands in the film.
     *
     * @param transition into the next shot; null for a cut
     * @param sound what becomes of its clip's own sound; null as it is
     * @param chapter title of the chapter that begins with it; null where none does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Edit(Transition transition, CutSound sound, String chapter) {
        public static final Edit PLAIN = new Edit(null, null, null);
    }

    /**
     * A still on which shots start or end, or which they refer to; exactly one of picture, request and frame is set.
     *
     * @param picture one of the author's own
     * @param request what is bought, its pictures not yet filled in
     * @param references keyframes after which it is made, in order
     * @param frame which frame of which shot it is
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Keyframe(String id, Asset picture, GenerationRequest request, List<String> references, Frame frame) {
        public Keyframe {
            Objects.requireNonNull(id, "id");
            if (Stream.of(picture, request, frame).filter(Objects::nonNull).count() != 1) {
                throw new IllegalArgumentException("keyframe " + id + " is a picture, a request or a frame");
            }
            references = references == null ? List.of() : List.copyOf(references);
        }

        public static Keyframe of(String id, Asset picture) {
            return new Keyframe(id, picture, null, null, null);
        }

        public static Keyframe of(String id, GenerationRequest request, List<String> references) {
            return new Keyframe(id, null, request, references, null);
        }

        public static Keyframe of(String id, Frame frame) {
            return new Keyframe(id, null, null, null, frame);
        }
    }

    /** @param shot out of whose clip it is cut */
    public record Frame(String shot, FramePosition at) {
        public Frame {
            Objects.requireNonNull(shot, "shot");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * A clip in its place.
     *
     * @param from keyframe on which it starts; null where words alone decide
     * @param to keyframe on which it ends; null where it ends as it likes
     * @param references keyframes that it shows, in order
     * @param video the reference video; null for none
     * @param request what is bought, its pictures and its video not yet filled in
     * @param edit how it stands in the film; null for plain cuts and its sound as it is
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Shot(
            String id,
            String from,
            String to,
            List<String> references,
            Video video,
            GenerationRequest request,
            Edit edit) {
        @JsonCreator
        public Shot {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(request, "request");
            references = references == null ? List.of() : List.copyOf(references);
        }

        public Shot(
                String id, String from, String to, List<String> references, Video video, GenerationRequest request) {
            this(id, from, to, references, video, request, null);
        }

        public static Shot of(String id, String from, String to, GenerationRequest request) {
            return new Shot(id, from, to, null, null, request);
        }
    }

    /**
     * A reference video; exactly one of shot and video is set.
     *
     * @param shot whose clip it is
     * @param video one of the author's own
     * @param millis how long that is, in milliseconds
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Video(String shot, Asset video, Long millis) {
        public Video {
            if ((shot == null) == (video == null)) {
                throw new IllegalArgumentException(
                        "a reference video is another shot's clip or one of the author's own");
            }
        }
    }
}
