package dev.framespan.workflows.studio;

import static dev.framespan.workflows.studio.ClipRequest.firstLastFrame;
import static dev.framespan.workflows.studio.ClipRequest.generate;
import static dev.framespan.workflows.studio.ClipRequest.imageToVideo;
import static dev.framespan.workflows.studio.ClipRequest.reference;
import static dev.framespan.workflows.studio.ClipRequest.referenceVideo;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.VideoUse;
import io.temporal.workflow.Promise;
import java.util.List;

public final class SongWorkflowImpl implements SongWorkflow {
    /** A picture of the singer that was put into the store before. */
    public static final Asset SINGER = new Asset("c0".repeat(32), 481_203, MediaType.PNG);
    /** A video of dance steps, eight seconds long, that was put into the store before. */
    public static final Asset STEPS = new Asset("5a".repeat(32), 2_310_442, MediaType.MP4);

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
        Promise<Clip> rain =
                studio.clip(generate("rain on neon signs").aspectRatio("16:9").named("rain"));
        Promise<Clip> duet = studio.clip(reference(singer, neon)
                .prompt("<<<image_1>>> sings on the roof of <<<image_2>>>")
                .named("duet"));
        Promise<Still> end = studio.frame(sweep, FramePosition.LAST);
        Promise<Clip> onward =
                studio.clip(imageToVideo(end).prompt("the night goes on").named("onward"));
        Promise<Clip> snow = studio.clip(referenceVideo(song, VideoUse.BASE)
                .keepSound()
                .prompt("the same in falling snow")
                .named("snow"));
        Promise<OwnVideo> steps = studio.video("steps", STEPS, 8_000);
        Promise<Clip> dance = studio.clip(referenceVideo(steps, VideoUse.FEATURE)
                .references(List.of(singer, neon))
                .prompt("<<<image_1>>> dances these steps before <<<image_2>>>")
                .named("dance"));
        return studio.cut(List.of(sweep, onward, song, snow, crowd, again, rain, duet, dance))
                .get();
    }
}
