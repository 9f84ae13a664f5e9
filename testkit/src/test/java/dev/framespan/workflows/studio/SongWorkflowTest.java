package dev.framespan.workflows.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.atIndex;

import dev.framespan.testkit.AskedTake;
import dev.framespan.testkit.StudioExtension;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.VideoUse;
import dev.framespan.workflows.generation.ClipFrame;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.InputVideo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A workflow of one's own that asks for everything that there is. */
class SongWorkflowTest {
    @RegisterExtension
    static final StudioExtension studio = StudioExtension.of(SongWorkflowImpl.class);

    @Test
    void theExampleMakesAFilm() {
        Film film = studio.run(SongWorkflow.class, song -> song.make(studio.settings("song")));

        assertThat(film.timeline().cuts())
                .extracting(cut -> cut.id())
                .containsExactly("clip#4", "onward", "song", "snow", "clip#6", "clip#7", "rain", "duet", "dance");
        assertBought();
    }

    private static AskedTake bought(String id) {
        return studio.bought().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void assertBought() {
        InputPicture singer = new InputPicture(InputPicture.Role.REFERENCE, SongWorkflowImpl.SINGER, null);
        Asset dawn = bought("still#2").made();
        GenerationRequest neon = bought("neon").request();
        assertThat(neon.model()).isEqualTo("gemini-3-pro-image-preview");
        assertThat(neon.inputs()).hasSize(2).contains(singer, atIndex(1));
        assertThat(neon.inputs().get(0).role()).isEqualTo(InputPicture.Role.REFERENCE);
        assertThat(neon.inputs().get(0).picture()).isEqualTo(dawn);
        assertThat(neon.inputs().get(0).purchase()).startsWith("v1:");

        GenerationRequest sweep = bought("clip#4").request();
        assertThat(sweep.seconds()).isEqualTo(10);
        assertThat(sweep.prompt().text()).isEqualTo("time-lapse");
        assertThat(sweep.inputs())
                .extracting(InputPicture::role)
                .containsExactly(InputPicture.Role.FIRST_FRAME, InputPicture.Role.LAST_FRAME);

        GenerationRequest song = bought("song").request();
        assertThat(song.model() + " " + song.resolution() + " " + song.audio()).isEqualTo("kling-v2.6 1080p true");
        assertThat(song.inputs())
                .containsExactly(new InputPicture(InputPicture.Role.FIRST_FRAME, SongWorkflowImpl.SINGER, null));

        assertThat(bought("clip#6").request().take()).isEqualTo(1);
        assertThat(bought("clip#7").request())
                .isEqualTo(bought("clip#6").request().copy().take(2).build());
        assertReferencesAndFrames();
        assertThat(studio.bought()).hasSize(11);
    }

    private static void assertReferencesAndFrames() {
        InputPicture singer = new InputPicture(InputPicture.Role.REFERENCE, SongWorkflowImpl.SINGER, null);
        assertThat(bought("rain").request().aspectRatio()).isEqualTo("16:9");

        GenerationRequest duet = bought("duet").request();
        assertThat(duet.action()).isEqualTo(Action.REFERENCE);
        assertThat(duet.inputs()).hasSize(2).contains(singer, atIndex(0));

        Asset sweep = bought("clip#4").made();
        assertThat(bought("onward").request().inputs())
                .extracting(InputPicture::frame)
                .containsExactly(new ClipFrame(sweep.sha256(), 239));

        InputVideo snow = bought("snow").request().video();
        assertThat(snow.use()).isEqualTo(VideoUse.BASE);
        assertThat(snow.keepSound()).isTrue();
        assertThat(snow.video()).isEqualTo(bought("song").made());

        GenerationRequest dance = bought("dance").request();
        assertThat(dance.video())
                .isEqualTo(new InputVideo(VideoUse.FEATURE, false, SongWorkflowImpl.STEPS, null, 8_000));
        assertThat(dance.inputs()).hasSize(2).contains(singer, atIndex(0));
    }
}
