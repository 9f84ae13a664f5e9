package dev.framespan.workflows.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.atIndex;

import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.VideoUse;
import dev.framespan.workflows.generation.ClipFrame;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.InputVideo;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.WorkerFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One workflow of one's own that asks for everything, on a worker of its own. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OwnWorkerTest {
    private static final String QUEUE = "songs";

    @Test
    void theExampleMakesAFilmOnAQueueOfItsOwn() {
        try (WorkflowTestServer store = new WorkflowTestServer()) {
            WorkerFactory own = WorkerFactory.newInstance(store.client());
            own.newWorker(QUEUE).registerWorkflowImplementationTypes(SongWorkflowImpl.class);
            own.start();
            try {
                Film film = store.client()
                        .newWorkflowStub(
                                SongWorkflow.class,
                                WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build())
                        .make(new StudioSettings("song", 1280, 720, null, 20, WorkflowTestServer.IDENTITY));

                assertThat(film.timeline().cuts())
                        .extracting(cut -> cut.id())
                        .containsExactly(
                                "clip#4", "onward", "song", "snow", "clip#6", "clip#7", "rain", "duet", "dance");
                assertBought(store);
            } finally {
                own.shutdownNow();
            }
        }
    }

    private static void assertBought(WorkflowTestServer store) {
        InputPicture singer = new InputPicture(InputPicture.Role.REFERENCE, SongWorkflowImpl.SINGER, null);
        Asset dawn = WorkflowTestServer.asset("still#2", MediaType.PNG);
        GenerationRequest neon = store.purchase("neon").request();
        assertThat(neon.model()).isEqualTo("gemini-3-pro-image-preview");
        assertThat(neon.inputs()).hasSize(2).contains(singer, atIndex(1));
        assertThat(neon.inputs().get(0).role()).isEqualTo(InputPicture.Role.REFERENCE);
        assertThat(neon.inputs().get(0).picture()).isEqualTo(dawn);
        assertThat(neon.inputs().get(0).purchase()).startsWith("v1:");

        GenerationRequest sweep = store.purchase("clip#4").request();
        assertThat(sweep.seconds()).isEqualTo(10);
        assertThat(sweep.prompt().text()).isEqualTo("time-lapse");
        assertThat(sweep.inputs())
                .extracting(InputPicture::role)
                .containsExactly(InputPicture.Role.FIRST_FRAME, InputPicture.Role.LAST_FRAME);

        GenerationRequest song = store.purchase("song").request();
        assertThat(song.model() + " " + song.resolution() + " " + song.audio()).isEqualTo("kling-v2.6 1080p true");
        assertThat(song.inputs())
                .containsExactly(new InputPicture(InputPicture.Role.FIRST_FRAME, SongWorkflowImpl.SINGER, null));

        assertThat(store.purchase("clip#6").request().take()).isEqualTo(1);
        assertThat(store.purchase("clip#7").request())
                .isEqualTo(store.purchase("clip#6").request().copy().take(2).build());
        assertReferencesAndFrames(store);
        assertThat(store.purchases()).hasSize(11);
    }

    private static void assertReferencesAndFrames(WorkflowTestServer store) {
        InputPicture singer = new InputPicture(InputPicture.Role.REFERENCE, SongWorkflowImpl.SINGER, null);
        assertThat(store.purchase("rain").request().aspectRatio()).isEqualTo("16:9");

        GenerationRequest duet = store.purchase("duet").request();
        assertThat(duet.action()).isEqualTo(Action.REFERENCE);
        assertThat(duet.inputs()).hasSize(2).contains(singer, atIndex(0));

        Asset sweep = WorkflowTestServer.asset("clip#4", MediaType.MP4);
        assertThat(store.purchase("onward").request().inputs())
                .extracting(InputPicture::frame)
                .containsExactly(new ClipFrame(sweep.sha256(), WorkflowTestServer.FACTS.frames() - 1));

        InputVideo snow = store.purchase("snow").request().video();
        assertThat(snow.use()).isEqualTo(VideoUse.BASE);
        assertThat(snow.keepSound()).isTrue();
        assertThat(snow.video()).isEqualTo(WorkflowTestServer.asset("song", MediaType.MP4));

        GenerationRequest dance = store.purchase("dance").request();
        assertThat(dance.video())
                .isEqualTo(new InputVideo(VideoUse.FEATURE, false, SongWorkflowImpl.STEPS, null, 8_000));
        assertThat(dance.inputs()).hasSize(2).contains(singer, atIndex(0));
    }
}
