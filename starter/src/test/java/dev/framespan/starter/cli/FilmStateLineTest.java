package dev.framespan.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.starter.progress.Snapshot;
import dev.framespan.starter.state.FilmState;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.studio.FilmOutcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilmStateLineTest {
    private static final Asset PLAN = new Asset("a".repeat(64), 1, MediaType.JSON);
    private static final Instant BEGUN = Instant.parse("2026-03-01T10:00:00Z");
    private static final FilmFolder.Beginning HERE =
            new FilmFolder.Beginning("storm", "Storm", "storm.yaml", PLAN, 2, BigDecimal.ONE, BEGUN);

    @Test
    void aFilmWhoseProcessWasKilledIsLeftUnfinishedAndNoServerIsSpokenOf() {
        assertThat(line(HERE, null, false))
                .startsWith("left unfinished, no process on this machine is at it; render it again to go on (begun ")
                .doesNotContain("--temporal");
    }

    @Test
    void aFilmOfAServerIsAskedForThere() {
        assertThat(line(HERE.on(new FilmFolder.Server("server:7233", "default")), null, false))
                .contains("--temporal server:7233");
    }

    @Test
    void aFilmThatIsHeldOrHasEndedSaysSo() {
        FilmReport report = new FilmReport(FilmOutcome.WAITS, null, null, PLAN, List.of(), null);

        assertThat(line(HERE, null, true)).startsWith("held by a process on this machine");
        assertThat(line(HERE, new FilmFolder.End(PLAN.sha256(), report, BEGUN, null), true))
                .startsWith("waits for you (");
        assertThat(line(HERE, new FilmFolder.End(PLAN.sha256(), report, BEGUN.minusSeconds(1), null), false))
                .as("begun again after that end")
                .startsWith("left unfinished");
    }

    @Test
    void aWorkflowOfOnesOwnSaysWhatItWaitsForAndIsRunAgain() {
        FilmFolder.Beginning run = FilmFolder.Beginning.ofRun("song", "Song", "MusicVideo", "song.json", PLAN, BEGUN);
        FilmState waits = new FilmState(
                "song",
                Optional.of(run),
                Optional.empty(),
                Optional.of(
                        Snapshot.NONE.with(Snapshot.WAITING_FOR + "your choice").waits(true)),
                false,
                false,
                Optional.empty(),
                List.of());

        assertThat(FilmStateLine.of(waits)).isEqualTo("waits for you: your choice");
        assertThat(line(run, null, false)).contains("; run it again to go on (begun ");
    }

    @Test
    void aFilmThatIsPausedSaysSo() {
        FilmState paused = new FilmState(
                "storm",
                Optional.of(HERE),
                Optional.empty(),
                Optional.of(Snapshot.NONE.paused(true)),
                false,
                false,
                Optional.empty(),
                List.of());

        assertThat(FilmStateLine.of(paused)).isEqualTo("at work, 0 %; paused, resume begins what is left");
    }

    private static String line(FilmFolder.Beginning beginning, FilmFolder.End end, boolean isHeldHere) {
        return FilmStateLine.of(new FilmState(
                "storm",
                Optional.of(beginning),
                Optional.ofNullable(end),
                Optional.empty(),
                false,
                isHeldHere,
                Optional.empty(),
                List.of()));
    }
}
