package dev.framespan.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framespan.examples.MusicVideo.Song;
import dev.framespan.testkit.StudioExtension;
import dev.framespan.workflows.assembly.FrameRange;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.studio.Film;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MusicVideoTest {
    private static final Song SONG =
            new Song("song.ogg", List.of(1.5, 2.25, 3.0, 4.5, 6.0), List.of("a crowd", "neon signs", "a train"));

    @RegisterExtension
    static final StudioExtension studio = StudioExtension.of(new ExampleWorkflows());

    @Test
    void thePictureChangesOnTheBeatsToTheFrame() {
        Film film = studio.run(MusicVideo.class, video -> video.make(SONG));

        assertThat(film.timeline().cuts())
                .extracting(cut -> cut.range())
                .containsExactly(
                        new FrameRange(0, 36),
                        new FrameRange(0, 18),
                        new FrameRange(0, 18),
                        new FrameRange(0, 36),
                        new FrameRange(0, 36));
        assertThat(film.timeline().heard().cues()).hasSize(1);
    }

    @Test
    void aSceneThatComesAgainIsAnotherTakeOfIt() {
        studio.run(MusicVideo.class, video -> video.make(SONG));

        assertThat(studio.bought())
                .extracting(take ->
                        take.request().prompt().text() + " " + take.request().take())
                .containsExactlyInAnyOrder("a crowd 1", "neon signs 1", "a train 1", "a crowd 2", "neon signs 2");
    }

    @Test
    void aRefusedSceneStopsTheVideoWhenAllOthersAreMade() {
        studio.provider().refuse("beat-2");
        studio.provider().slow("beat-1", Duration.ofHours(1));

        Stop stop = studio.expectStop(MusicVideo.class, video -> video.make(SONG));
        assertEquals(FailureKind.POLICY, stop.kind());
        assertEquals(4, studio.bought().size());
        assertTrue(studio.took().compareTo(Duration.ofHours(1)) >= 0);
    }
}
