package dev.framespan.workflows.storyboard;

import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputVideo;
import dev.framespan.workflows.generation.Prompt;
import java.util.List;

/** What the keyframes, shots and voices of a storyboard ask of the provider, word for word; their pictures come later. */
public final class ProviderRequests {
    private final Storyboard storyboard;
    private final Catalogue catalogue;
    private final PromptComposer composer;
    private final String stillResolution;

    /** @param catalogue the one the storyboard was checked with */
    public ProviderRequests(Storyboard storyboard, Catalogue catalogue) {
        this.storyboard = storyboard;
        this.catalogue = catalogue;
        this.composer = PromptComposer.of(storyboard);
        this.stillResolution =
                catalogue.image(storyboard.keyframeModel()).orElseThrow().defaultResolution();
    }

    /** @param keyframe which has a prompt; an image model knows its pictures by no number */
    public GenerationRequest of(Storyboard.Keyframe keyframe) {
        return request(storyboard.keyframeModel(), Action.GENERATE, keyframe.prompt(), List.of())
                .resolution(stillResolution)
                .take(keyframe.take())
                .build();
    }

    public GenerationRequest of(Storyboard.Shot shot) {
        Storyboard.Video video = shot.video();
        return request(shot.model(), shot.action(), shot.prompt(), numbered(shot))
                .resolution(shot.resolution().word())
                .seconds(shot.duration())
                .audio(shot.audio())
                .video(video == null ? null : InputVideo.of(video.use(), video.keepSound()))
                .take(shot.take())
                .build();
    }

    /** @param voice which has a text; it is spoken as it is, without looks and style */
    public GenerationRequest of(Storyboard.Voice voice) {
        return GenerationRequest.speech(voice.model(), voice.voice(), Prompt.of(voice.text()));
    }

    private List<String> numbered(Storyboard.Shot shot) {
        return catalogue.needVideo(shot.model()).imagePlaceholders() ? shot.references() : List.of();
    }

    /** The shape is sent with words alone; elsewhere the pictures decide. Source: the provider's Kling page. */
    private GenerationRequest.Builder request(String model, Action action, String prompt, List<String> pictures) {
        return GenerationRequest.of(model, action, Prompt.of(composer.compose(prompt, pictures)))
                .aspectRatio(
                        action == Action.GENERATE ? storyboard.aspectRatio().word() : null);
    }
}
