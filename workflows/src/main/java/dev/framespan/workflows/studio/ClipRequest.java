package dev.framespan.workflows.studio;

import dev.framespan.workflows.Internal;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Defaults;
import dev.framespan.workflows.catalogue.VideoUse;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputVideo;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.RequestPicture;
import dev.framespan.workflows.generation.TakeKind;
import io.temporal.workflow.Promise;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A clip to be bought: {@code firstLastFrame(dawn, neon).seconds(10).prompt("time-lapse")}. Immutable; each word gives a new one.
 * Its pictures may still be in the making.
 *
 * @param id under which status, receipt and errors speak of it; numbered where none is given
 * @param request of the provider, without its pictures and the video's bytes
 * @param from the still on which it starts; null where words alone decide
 * @param to the still on which it ends; null where it ends as it likes
 * @param references stills whose people, things and places it shows, in order; empty for none. The first is {@code <<<image_1>>>} in
 *     the prompt
 * @param video the reference video; null for none
 */
public record ClipRequest(
        String id,
        GenerationRequest request,
        Promise<Still> from,
        Promise<Still> to,
        List<Promise<Still>> references,
        Promise<? extends SourceVideo> video)
        implements TakeRequest {
    /** @throws io.temporal.failure.ApplicationFailure when the request is none for a clip, or what goes with it does not fit */
    public ClipRequest {
        if (request == null || request.kind() != TakeKind.CLIP) {
            throw StopFailures.because(id == null ? "clip" : id, "a clip has seconds");
        }
        if (references.stream().anyMatch(Objects::isNull)) {
            throw StopFailures.because(id == null ? "clip" : id, "a still that it is to refer to is missing");
        }
        if ((video == null) != (request.video() == null)) {
            throw StopFailures.because(id == null ? "clip" : id, "a reference video and its use go together");
        }
        references = List.copyOf(references);
    }

    /**
     * A clip from words alone, in the studio's size and shape, as long as its model makes where no {@link #seconds} are named: so are all that follow.
     *
     * @param prompt what is to be seen
     * @return the request
     */
    public static ClipRequest generate(String prompt) {
        return of(defaults(Defaults.VIDEO_MODEL, Action.GENERATE, prompt, StudioDefaults.STUDIOS), null, null);
    }

    /**
     * A clip that starts with a still.
     *
     * @param from the still
     * @return the request
     */
    public static ClipRequest imageToVideo(Promise<Still> from) {
        return of(defaults(Defaults.VIDEO_MODEL, Action.IMAGE2VIDEO, "", null), from, null);
    }

    /**
     * A clip from one still to another.
     *
     * @param from on which it starts
     * @param to on which it ends
     * @return the request
     */
    public static ClipRequest firstLastFrame(Promise<Still> from, Promise<Still> to) {
        return of(defaults(Defaults.VIDEO_MODEL, Action.FIRST_LAST_FRAME, "", null), from, to);
    }

    /**
     * A clip that shows what stills show.
     *
     * @param stills in order: {@code <<<image_1>>>} in the prompt is the first of them
     * @return the request
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static ClipRequest reference(Promise<Still>... stills) {
        return of(defaults(Defaults.REFERENCE_MODEL, Action.REFERENCE, "", null), null, null)
                .references(List.of(stills));
    }

    /**
     * A clip made after a video.
     *
     * @param video a clip that was made, or one of one's own
     * @param use whether that is edited, or its motion and style are taken
     * @return the request
     */
    public static ClipRequest referenceVideo(Promise<? extends SourceVideo> video, VideoUse use) {
        GenerationRequest request = StopFailures.changed(
                "clip",
                defaults(Defaults.REFERENCE_MODEL, Action.REFERENCE_VIDEO, "", null),
                changed -> changed.video(InputVideo.of(use, false)));
        return new ClipRequest(null, request, null, null, List.of(), video);
    }

    /**
     * A request of the provider, in full, with its pictures.
     *
     * @param request for a clip
     * @param from the still on which it starts; null for none
     * @param to the still on which it ends; null for none
     * @return the request
     */
    public static ClipRequest of(GenerationRequest request, Promise<Still> from, Promise<Still> to) {
        return new ClipRequest(null, request, from, to, List.of(), null);
    }

    /**
     * The same with references.
     *
     * @param request for a clip, which says what is made of the video, where there is one
     * @param references stills that it shows, in order
     * @param video the reference video; null for none
     * @return the request
     */
    public static ClipRequest ofReferences(
            GenerationRequest request, List<Promise<Still>> references, Promise<? extends SourceVideo> video) {
        return new ClipRequest(null, request, null, null, references, video);
    }

    private static GenerationRequest defaults(String model, Action action, String prompt, String aspectRatio) {
        return StopFailures.unlessPossible("clip", () -> GenerationRequest.of(model, action, Prompt.of(prompt))
                .aspectRatio(aspectRatio)
                .resolution(StudioDefaults.STUDIOS)
                .seconds(GenerationRequest.MODELS_SECONDS)
                .build());
    }

    /**
     * The same under a name.
     *
     * @param name the id under which status, receipt and errors speak of it
     * @return another request
     */
    public ClipRequest named(String name) {
        return new ClipRequest(name, request, from, to, references, video);
    }

    /**
     * Shows what these stills show, too; together with a reference video, or instead of first and last frames.
     *
     * @param stills in order: {@code <<<image_1>>>} in the prompt is the first of them
     * @return another request
     */
    public ClipRequest references(List<Promise<Still>> stills) {
        return new ClipRequest(id, request, from, to, stills, video);
    }

    /**
     * Keeps the sound of the reference video.
     *
     * @return another request
     * @throws io.temporal.failure.ApplicationFailure where it has no reference video
     */
    public ClipRequest keepSound() {
        if (request.video() == null) {
            throw StopFailures.because(id == null ? "clip" : id, "only a reference video has a sound to keep");
        }
        return with(changed -> changed.video(InputVideo.of(request.video().use(), true)));
    }

    /**
     * A clip from words alone in a shape of its own; elsewhere the pictures decide.
     *
     * @param ratio {@code 16:9}, {@code 9:16} or {@code 1:1}
     * @return another request
     */
    public ClipRequest aspectRatio(String ratio) {
        return with(changed -> changed.aspectRatio(ratio));
    }

    /**
     * Says what is to be seen.
     *
     * @param words of the prompt
     * @return another request
     */
    public ClipRequest prompt(String words) {
        return with(changed -> changed.prompt(Prompt.of(words)));
    }

    /**
     * Has another model make it.
     *
     * @param model the provider's name of it
     * @return another request
     */
    public ClipRequest model(String model) {
        return with(changed -> changed.model(model));
    }

    /**
     * In a size of its own.
     *
     * @param resolution {@code 720p}, {@code 1080p} or {@code 4K}, as its model knows it
     * @return another request
     */
    public ClipRequest resolution(String resolution) {
        return with(changed -> changed.resolution(resolution));
    }

    /**
     * Says how long it is.
     *
     * @param seconds one of the lengths that its model makes
     * @return another request
     */
    public ClipRequest seconds(int seconds) {
        return with(changed -> changed.seconds(seconds));
    }

    /** Whether its length is named; else its model decides. */
    boolean hasSeconds() {
        return request.seconds() != GenerationRequest.MODELS_SECONDS;
    }

    /** {@return another request, for a clip with sound} */
    public ClipRequest audio() {
        return with(changed -> changed.audio(true));
    }

    /**
     * Another result of the same words and pictures.
     *
     * @param number from 1
     * @return another request
     */
    public ClipRequest take(int number) {
        return with(changed -> changed.take(number));
    }

    /** The same with what it leaves to its studio. */
    ClipRequest with(StudioDefaults studio) {
        return new ClipRequest(id, studio.in(request), from, to, references, video);
    }

    private ClipRequest with(UnaryOperator<GenerationRequest.Builder> change) {
        return new ClipRequest(
                id, StopFailures.changed(id == null ? "clip" : id, request, change), from, to, references, video);
    }

    /**
     * {@return what stands for its pictures, in their roles}
     *
     * @hidden
     */
    @Internal
    @Override
    public List<RequestPicture<Promise<Still>>> pictures() {
        return RequestPicture.ofClip(from, to, references);
    }
}
