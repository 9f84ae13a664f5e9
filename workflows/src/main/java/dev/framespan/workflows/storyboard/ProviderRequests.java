package dev.framespan.workflows.storyboard;

import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;

/** What the keyframes and shots of a storyboard ask of the provider, word for word; their pictures come later. */
public final class ProviderRequests {
    private final Storyboard storyboard;
    private final PromptComposer composer;
    private final String stillResolution;

    /** @param catalogue the one the storyboard was checked with */
    public ProviderRequests(Storyboard storyboard, Catalogue catalogue) {
        this.storyboard = storyboard;
        this.composer = PromptComposer.of(storyboard);
        this.stillResolution =
                catalogue.image(storyboard.keyframeModel()).orElseThrow().defaultResolution();
    }

    /** @param keyframe which has a prompt */
    public GenerationRequest of(Storyboard.Keyframe keyframe) {
        return request(storyboard.keyframeModel(), Action.GENERATE, keyframe.prompt())
                .resolution(stillResolution)
                .take(keyframe.take())
                .build();
    }

    public GenerationRequest of(Storyboard.Shot shot) {
        return request(shot.model(), shot.action(), shot.prompt())
                .resolution(shot.resolution().word())
                .seconds(shot.duration())
                .audio(shot.audio())
                .take(shot.take())
                .build();
    }

    /** The shape is sent with words alone; elsewhere the pictures decide. Source: the provider's Kling page. */
    private GenerationRequest.Builder request(String model, Action action, String prompt) {
        return GenerationRequest.of(model, action, Prompt.of(composer.compose(prompt)))
                .aspectRatio(
                        action == Action.GENERATE ? storyboard.aspectRatio().word() : null);
    }
}
