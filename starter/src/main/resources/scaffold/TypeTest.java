package @package@;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framespan.testkit.Histories;
import dev.framespan.testkit.StudioExtension;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.studio.Film;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class @Type@Test {
    @RegisterExtension
    static final StudioExtension studio = StudioExtension.of(@Type@Impl.class);

    private static final Path HISTORIES = Path.of("src/test/resources/histories");
    private static final Story STORY = new Story("an old lighthouse keeper", "a harbor town");

    @Test
    void theDayComesBeforeTheStars() {
        studio.provider().slow("day", Duration.ofHours(1));

        Film film = studio.run(@Type@.class, workflow -> workflow.make(STORY));

        assertEquals(
                List.of("day", "stars"),
                film.timeline().cuts().stream().map(Cut::id).toList());
        assertEquals(4, studio.bought().size());
        assertTrue(studio.took().compareTo(Duration.ofHours(1)) >= 0);
    }

    @Test
    void aRefusedClipStopsTheFilm() {
        studio.provider().refuse("stars");

        Stop stop = studio.expectStop(@Type@.class, workflow -> workflow.make(STORY));

        assertEquals("stars", stop.id());
        assertEquals(FailureKind.POLICY, stop.kind());
    }

    /** Red where films that are at work would not go on after a change of @Type@Impl. */
    @Test
    void filmsAtWorkGoOnAfterAChange() {
        Histories.replay(@Type@Impl.class, HISTORIES);
    }

    /** Shows that the test above is red after such a change. */
    @Test
    void aChangeThatTheyCannotFollowIsNoticed() {
        AssertionError noticed =
                assertThrows(AssertionError.class, () -> Histories.replay(Changed@Type@.class, HISTORIES));

        assertTrue(noticed.getMessage().contains("does not replay with Changed@Type@"), noticed.getMessage());
    }

    /** Asks for nothing, where the recorded film asked for stills and clips. */
    public static final class Changed@Type@ implements @Type@ {
        @Override
        public Film make(Story story) {
            return null;
        }
    }
}
