package dev.framespan.workflows.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FramePosition;
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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReferenceRequestsTest {
    private static final Asset STREET = new Asset("e".repeat(64), 9_000, MediaType.MP4);

    private static String made(WorkflowTestServer server, Consumer<Studio> wishes) {
        return server.own("film", settings -> {
                    Studio studio = Studio.open(settings);
                    wishes.accept(studio);
                    Workflow.await(studio::isSettled);
                    return studio.items().stream()
                            .filter(item -> item.stop() != null)
                            .map(item -> item.stop().words())
                            .toList()
                            .toString();
                })
                .getResult(String.class);
    }

    @Test
    void referencesGoAlongInTheirOrder() {
        try (WorkflowTestServer server = new WorkflowTestServer()) {
            made(server, studio -> {
                Promise<Still> keeper = studio.still(StillRequest.of("a keeper").named("keeper"));
                Promise<Still> boat = studio.still(StillRequest.of("a boat").named("boat"));
                studio.clip(ClipRequest.reference(boat, keeper)
                        .prompt("<<<image_2>>> rows <<<image_1>>>")
                        .named("row"));
            });
            GenerationRequest row = server.purchase("row").request();
            assertThat(row.action()).isEqualTo(Action.REFERENCE);
            assertThat(row.model()).isEqualTo("kling-v3-omni");
            assertThat(row.inputs()).extracting(InputPicture::role).containsOnly(InputPicture.Role.REFERENCE);
            assertThat(row.inputs())
                    .extracting(InputPicture::picture)
                    .containsExactly(
                            WorkflowTestServer.asset("boat", MediaType.PNG),
                            WorkflowTestServer.asset("keeper", MediaType.PNG));
        }
    }

    @Test
    void aClipGoesAlongAsTheVideoOfAnother() {
        try (WorkflowTestServer server = new WorkflowTestServer()) {
            made(server, studio -> {
                Promise<Clip> walk = studio.clip(ClipRequest.generate("a walk").named("walk"));
                studio.clip(ClipRequest.referenceVideo(walk, VideoUse.BASE)
                        .keepSound()
                        .prompt("the same in snow")
                        .named("snow"));
                studio.clip(ClipRequest.referenceVideo(studio.video("street", STREET, 12_500), VideoUse.FEATURE)
                        .named("own"));
            });
            assertThat(server.purchase("snow").request().video())
                    .isEqualTo(new InputVideo(
                            VideoUse.BASE,
                            true,
                            WorkflowTestServer.asset("walk", MediaType.MP4),
                            server.purchase("snow").request().video().purchase(),
                            1_000));
            assertThat(server.purchase("snow").request().video().purchase()).startsWith("v1:");
            assertThat(server.purchase("own").request().video())
                    .isEqualTo(new InputVideo(VideoUse.FEATURE, false, STREET, null, 12_500));
        }
    }

    @Test
    void whatIsMadeOfTheSameVideoInTheSameWayIsBoughtOnce() {
        try (WorkflowTestServer server = new WorkflowTestServer()) {
            made(server, studio -> {
                Promise<Clip> walk = studio.clip(ClipRequest.generate("a walk").named("walk"));
                Promise<Clip> again = studio.clip(ClipRequest.generate("a walk").named("again"));
                studio.clip(ClipRequest.referenceVideo(walk, VideoUse.BASE).named("one"));
                studio.clip(ClipRequest.referenceVideo(again, VideoUse.BASE).named("same"));
                studio.clip(ClipRequest.referenceVideo(walk, VideoUse.FEATURE).named("other"));
            });
            assertThat(server.purchases())
                    .extracting(bought -> bought.id())
                    .containsExactlyInAnyOrder("walk", "one", "other");
        }
    }

    @Test
    void aFrameChainsOneClipToTheNext() {
        try (WorkflowTestServer server = new WorkflowTestServer()) {
            made(server, studio -> {
                Promise<Clip> sail = studio.clip(ClipRequest.generate("sail").named("sail"));
                Promise<Still> end = studio.frame(sail, FramePosition.LAST);
                studio.clip(ClipRequest.imageToVideo(end).named("on"));
                studio.clip(ClipRequest.imageToVideo(studio.frame(sail, FramePosition.LAST))
                        .named("same"));
                studio.clip(ClipRequest.imageToVideo(studio.frame(sail, FramePosition.seconds(new BigDecimal("0.50"))))
                        .named("half"));
            });
            Asset sail = WorkflowTestServer.asset("sail", MediaType.MP4);
            assertThat(server.purchase("on").request().inputs())
                    .extracting(InputPicture::frame)
                    .containsExactly(new ClipFrame(sail.sha256(), 23));
            assertThat(server.purchase("half").request().inputs())
                    .extracting(InputPicture::frame)
                    .containsExactly(new ClipFrame(sail.sha256(), 12));
            assertThat(server.purchases())
                    .extracting(bought -> bought.id())
                    .containsExactlyInAnyOrder("sail", "on", "half");
        }
    }

    @Test
    void aFrameThatIsNotThereStopsWhatNeedsIt() {
        try (WorkflowTestServer server = new WorkflowTestServer()) {
            String stops = made(server, studio -> {
                Promise<Clip> sail = studio.clip(ClipRequest.generate("sail").named("sail"));
                Promise<Still> late = studio.frame("late", sail, FramePosition.seconds(BigDecimal.TEN));
                studio.clip(ClipRequest.imageToVideo(late).named("on"));
            });
            assertThat(stops)
                    .contains("late, take 1: there is no frame at 10 s: the clip has 24 frames at 24/1 a second");
            assertThat(server.purchases()).extracting(bought -> bought.id()).containsExactly("sail");
        }
    }

    @Test
    void framesAreCountedFromTheirSeconds() {
        assertThat(FramePosition.seconds(new BigDecimal("2.500"))).isEqualTo(new FramePosition("2.5"));
        assertThat(FramePosition.seconds(new BigDecimal("1E+1"))).isEqualTo(new FramePosition("10"));
        assertThat(FramePosition.FIRST.of(WorkflowTestServer.FACTS)).isZero();
    }
}
