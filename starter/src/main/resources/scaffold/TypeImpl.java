package @package@;

import static dev.framespan.workflows.studio.ClipRequest.firstLastFrame;
import static dev.framespan.workflows.studio.ClipRequest.generate;

import dev.framespan.workflows.studio.Clip;
import dev.framespan.workflows.studio.Edit;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.Still;
import dev.framespan.workflows.studio.Studio;
import io.temporal.workflow.Promise;

public final class @Type@Impl implements @Type@ {
    @Override
    public Film make(Story story) {
        return Studio.make(studio -> {
            Promise<Still> dawn = studio.still(story.hero() + " in " + story.place() + " at dawn");
            Promise<Still> night = studio.still(story.hero() + " in " + story.place() + " at night");
            Promise<Clip> day = studio.clip(
                    firstLastFrame(dawn, night).seconds(5).prompt("time-lapse").named("day"));
            Promise<Clip> stars =
                    studio.clip(generate("stars over " + story.place()).seconds(5).named("stars"));
            return studio.cut(Edit.of(day, stars).crossfade(0.5)).get();
        });
    }
}
