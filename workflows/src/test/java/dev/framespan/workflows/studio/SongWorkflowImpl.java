package dev.framespan.workflows.studio;

import static dev.framespan.workflows.studio.ClipRequest.firstLastFrame;
import static dev.framespan.workflows.studio.ClipRequest.generate;
import static dev.framespan.workflows.studio.ClipRequest.imageToVideo;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import io.temporal.workflow.Promise;
import java.util.List;

public final class SongWorkflowImpl implements SongWorkflow {
    /** A picture of the singer that was put into the store before. */
    public static final Asset SINGER = new Asset("c0".repeat(32), 481_203, MediaType.PNG);

    @Override
    public Film make(StudioSettings settings) {
        Studio studio = Studio.open(settings);
        Promise<Still> singer = studio.picture("singer", SINGER);
        Promise<Still> dawn = studio.still("a singer on a roof, dawn");
        Promise<Still> neon = studio.still(StillRequest.of("the same roof, neon night")
                .from(dawn)
                .from(singer)
                .model("gemini-3-pro-image-preview", "2K")
                .named("neon"));
        Promise<Clip> sweep = studio.clip(firstLastFrame(dawn, neon).seconds(10).prompt("time-lapse"));
        Promise<Clip> song = studio.clip(imageToVideo(singer)
                .prompt("she sings")
                .model("kling-v2.6")
                .resolution("1080p")
                .audio()
                .named("song"));
        Promise<Clip> crowd = studio.clip(generate("a crowd jumps").seconds(5));
        Promise<Clip> again = studio.clip(generate("a crowd jumps").seconds(5).take(2));
        return studio.cut(List.of(sweep, song, crowd, again)).get();
    }
}
