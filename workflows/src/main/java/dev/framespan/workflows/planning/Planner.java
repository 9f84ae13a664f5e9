package dev.framespan.workflows.planning;

import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.storyboard.InputSource;
import dev.framespan.workflows.storyboard.MediaSources;
import dev.framespan.workflows.storyboard.PictureUse;
import dev.framespan.workflows.storyboard.ProviderRequests;
import dev.framespan.workflows.storyboard.Storyboard;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes of a checked storyboard the plan of a film: what is asked of the provider, word for word. */
public final class Planner {
    private final Storyboard storyboard;
    private final MediaSources sources;
    private final PictureUse use;
    private final PlanAssets assets;
    private final ProviderRequests requests;
    private final EditPlanner edits;

    private Planner(CheckResult checked, Catalogue catalogue, PlanAssets assets) {
        this.storyboard = checked.storyboard();
        this.sources = checked.sources();
        this.use = PictureUse.in(storyboard);
        this.assets = assets;
        this.requests = new ProviderRequests(storyboard, catalogue);
        this.edits = new EditPlanner(storyboard, sources, assets);
    }

    /**
     * Keeps the pictures and long prompts of a storyboard and plans its film. The same storyboard gives the same plan.
     *
     * @param catalogue the one it was checked with
     * @throws IllegalStateException when the storyboard has faults
     * @throws IOException when a picture cannot be had; the message is for the author
     */
    public static Plan plan(CheckResult checked, Catalogue catalogue, PlanAssets assets) throws IOException {
        return new Planner(checked, catalogue, assets).plan();
    }

    private Plan plan() throws IOException {
        List<Plan.Keyframe> keyframes = new ArrayList<>();
        for (String id : use.characters()) {
            keyframes.add(Plan.Keyframe.of(id, assets.picture(sources.picture(id))));
        }
        for (Map.Entry<String, Storyboard.Keyframe> entry :
                storyboard.keyframes().entrySet()) {
            if (use.isUsed(entry.getKey())) {
                keyframes.add(keyframe(entry.getKey(), entry.getValue()));
            }
        }
        List<Plan.Shot> shots = new ArrayList<>();
        for (int i = 0; i < storyboard.shots().size(); i++) {
            Storyboard.Shot shot = storyboard.shots().get(i);
            shots.add(new Plan.Shot(
                    shot.id(),
                    shot.from(),
                    shot.to(),
                    references(shot.references()),
                    video(shot),
                    stored(requests.of(shot)),
                    edits.edit(i)));
        }
        return new Plan(
                storyboard.id(),
                storyboard.title() == null ? storyboard.id() : storyboard.title(),
                storyboard.aspectRatio().width(storyboard.resolution()),
                storyboard.aspectRatio().height(storyboard.resolution()),
                storyboard.fps(),
                keyframes,
                shots,
                edits.joins(),
                edits.sound(),
                speeches(),
                storyboard.language(),
                storyboard.scenes().stream()
                        .map(scene -> new Plan.Scene(
                                scene.id(), scene.title(), scene.shots().size()))
                        .toList());
    }

    private List<Plan.Speech> speeches() throws IOException {
        List<Plan.Speech> speeches = new ArrayList<>();
        for (int i = 0; i < storyboard.shots().size(); i++) {
            Storyboard.Shot shot = storyboard.shots().get(i);
            if (shot.voice() != null && shot.voice().text() != null) {
                speeches.add(new Plan.Speech(shot.voiceId(), edits.cue(i), stored(requests.of(shot.voice()))));
            }
        }
        return speeches;
    }

    private Plan.Keyframe keyframe(String id, Storyboard.Keyframe keyframe) throws IOException {
        if (keyframe.frameOf() != null) {
            return Plan.Keyframe.of(id, new Plan.Frame(keyframe.frameOf(), keyframe.at()));
        }
        return keyframe.prompt() == null
                ? Plan.Keyframe.of(id, assets.picture(sources.picture(id)))
                : Plan.Keyframe.of(id, stored(requests.of(keyframe)), references(keyframe.references()));
    }

    private List<String> references(List<String> names) {
        return names.stream().map(use::source).toList();
    }

    private Plan.Video video(Storyboard.Shot shot) throws IOException {
        if (shot.video() == null) {
            return null;
        }
        InputSource own = sources.video(shot.id());
        if (own == null) {
            return new Plan.Video(shot.video().clip(), null, null);
        }
        PlanAssets.MeasuredVideo video = assets.video(own);
        return new Plan.Video(null, video.asset(), video.millis());
    }

    private GenerationRequest stored(GenerationRequest request) throws IOException {
        String words = request.prompt().text();
        return Prompt.isLong(words)
                ? request.copy().prompt(Prompt.stored(assets.words(words))).build()
                : request;
    }
}
