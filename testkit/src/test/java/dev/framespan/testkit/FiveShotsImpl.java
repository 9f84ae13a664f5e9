package dev.framespan.testkit;

import static dev.framespan.workflows.studio.ClipRequest.generate;
import static dev.framespan.workflows.studio.ClipRequest.imageToVideo;

import dev.framespan.workflows.studio.Clip;
import dev.framespan.workflows.studio.Edit;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.Still;
import dev.framespan.workflows.studio.StillRequest;
import dev.framespan.workflows.studio.Studio;
import io.temporal.workflow.Promise;

public final class FiveShotsImpl implements FiveShots {
    @Override
    public Film make() {
        return Studio.make(studio -> {
            Promise<Still> dawn = studio.still(StillRequest.of("a roof at dawn").named("dawn"));
            Promise<Clip> rise = studio.clip(
                    imageToVideo(dawn).prompt("the sun rises").seconds(5).named("rise"));
            Promise<Clip> turn = studio.clip(
                    imageToVideo(dawn).prompt("once around").seconds(10).named("turn"));
            Promise<Clip> crowd = studio.clip(generate("a crowd").seconds(5).named("crowd"));
            Promise<Clip> rain = studio.clip(generate("rain").seconds(5).named("rain"));
            Promise<Clip> end = studio.clip(generate("the end").seconds(5).named("end"));
            return studio.cut(Edit.of(rise, turn, crowd, rain, end).crossfade(0.5))
                    .get();
        });
    }
}
