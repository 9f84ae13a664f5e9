package dev.framespan.workflows.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.testkit.AskedTake;
import dev.framespan.testkit.Story;
import dev.framespan.testkit.StudioExtension;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.VideoUse;
import dev.framespan.workflows.generation.ClipFrame;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.InputVideo;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes along with a request: stills, frames of clips, videos. */
class ReferenceRequestsTest {
    private static final Asset STREET = new Asset("e".repeat(64), 9_000, MediaType.MP4);

    @RegisterExtension
    static final StudioExtension studio = StudioExtension.of(Story.Told.class);

    /** @return what has stopped, and why */
    private static String made(Consumer<Studio> wishes) {
        return Story.begin(studio, room -> {
                    wishes.accept(room);
                    Workflow.await(room::isSettled);
                    return room.items().stream()
                            .filter(item -> item.stop() != null)
                            .map(item -> item.stop().words())
                            .toList();
                })
                .result();
    }

    private static AskedTake bought(String id) {
        return studio.bought().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static ClipRequest sail() {
        return ClipRequest.generate("sail").seconds(5).named("sail");
    }

    @Test
    void referencesGoAlongInTheirOrder() {
        made(room -> {
            Promise<Still> keeper = room.still(StillRequest.of("a keeper").named("keeper"));
            Promise<Still> boat = room.still(StillRequest.of("a boat").named("boat"));
            room.clip(ClipRequest.reference(boat, keeper)
                    .prompt("<<<image_2>>> rows <<<image_1>>>")
                    .named("row"));
        });

        GenerationRequest row = bought("row").request();
        assertThat(row.action()).isEqualTo(Action.REFERENCE);
        assertThat(row.model()).isEqualTo("kling-v3-omni");
        assertThat(row.inputs()).extracting(InputPicture::role).containsOnly(InputPicture.Role.REFERENCE);
        assertThat(row.inputs())
                .extracting(InputPicture::picture)
                .containsExactly(bought("boat").made(), bought("keeper").made());
    }

    @Test
    void aClipGoesAlongAsTheVideoOfAnother() {
        made(room -> {
            Promise<Clip> walk =
                    room.clip(ClipRequest.generate("a walk").seconds(5).named("walk"));
            room.clip(ClipRequest.referenceVideo(walk, VideoUse.BASE)
                    .keepSound()
                    .prompt("the same in snow")
                    .named("snow"));
            room.clip(ClipRequest.referenceVideo(room.video("street", STREET, 9_500), VideoUse.FEATURE)
                    .prompt("along the street")
                    .named("own"));
        });

        InputVideo snow = bought("snow").request().video();
        assertThat(snow)
                .isEqualTo(new InputVideo(VideoUse.BASE, true, bought("walk").made(), snow.purchase(), 5_000));
        assertThat(snow.purchase()).startsWith("v1:");
        assertThat(bought("own").request().video())
                .isEqualTo(new InputVideo(VideoUse.FEATURE, false, STREET, null, 9_500));
    }

    @Test
    void whatIsMadeOfTheSameVideoInTheSameWayIsBoughtOnce() {
        made(room -> {
            Promise<Clip> walk =
                    room.clip(ClipRequest.generate("a walk").seconds(5).named("walk"));
            Promise<Clip> again =
                    room.clip(ClipRequest.generate("a walk").seconds(5).named("again"));
            room.clip(ClipRequest.referenceVideo(walk, VideoUse.BASE)
                    .prompt("in snow")
                    .named("one"));
            room.clip(ClipRequest.referenceVideo(again, VideoUse.BASE)
                    .prompt("in snow")
                    .named("same"));
            room.clip(ClipRequest.referenceVideo(walk, VideoUse.FEATURE)
                    .prompt("in snow")
                    .named("other"));
        });

        assertThat(studio.bought()).extracting(AskedTake::id).containsExactlyInAnyOrder("walk", "one", "other");
    }

    @Test
    void aFrameChainsOneClipToTheNext() {
        made(room -> {
            Promise<Clip> sail = room.clip(sail());
            room.clip(ClipRequest.imageToVideo(room.frame(sail, FramePosition.LAST))
                    .prompt("on and on")
                    .named("on"));
            room.clip(ClipRequest.imageToVideo(room.frame(sail, FramePosition.LAST))
                    .prompt("on and on")
                    .named("same"));
            room.clip(ClipRequest.imageToVideo(room.frame(sail, FramePosition.seconds(new BigDecimal("0.50"))))
                    .prompt("on and on")
                    .named("half"));
        });

        String sail = bought("sail").made().sha256();
        assertThat(bought("on").request().inputs())
                .extracting(InputPicture::frame)
                .containsExactly(new ClipFrame(sail, 119));
        assertThat(bought("half").request().inputs())
                .extracting(InputPicture::frame)
                .containsExactly(new ClipFrame(sail, 12));
        assertThat(studio.bought()).extracting(AskedTake::id).containsExactlyInAnyOrder("sail", "on", "half");
    }

    @Test
    void aFrameThatIsNotThereStopsWhatNeedsIt() {
        String stops = made(room -> {
            Promise<Still> late = room.frame("late", room.clip(sail()), FramePosition.seconds(BigDecimal.TEN));
            room.clip(ClipRequest.imageToVideo(late).prompt("on").named("on"));
        });

        assertThat(stops).contains("late, take 1: there is no frame at 10 s: the clip has 120 frames at 24/1 a second");
        assertThat(studio.bought()).extracting(AskedTake::id).containsExactly("sail");
    }

    @Test
    void framesAreCountedFromTheirSeconds() {
        assertThat(FramePosition.seconds(new BigDecimal("2.500"))).isEqualTo(new FramePosition("2.5"));
        assertThat(FramePosition.seconds(new BigDecimal("1E+1"))).isEqualTo(new FramePosition("10"));
        assertThat(FramePosition.FIRST.of(new MediaFacts(1280, 720, 24, "24/1", false, "h264", "")))
                .isZero();
    }
}
