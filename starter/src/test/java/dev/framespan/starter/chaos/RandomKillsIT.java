package dev.framespan.starter.chaos;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Workers, media children, renders, the Temporal server and the provider are killed at random times, on a real server. */
@Tag("chaos")
@ResourceLock("machine")
class RandomKillsIT {
    @Test
    void whateverIsKilledWheneverTheFilmIsWholeAndPaidOnce() throws IOException {
        new KillRun("random-kills", 1_000, 15)
                .run((folder, seed, most) -> new KilledFilm(folder, seed, most, KilledFilm.Kind.USUAL));
    }

    @Test
    void whereTheProviderCallsNobodyIsAsked() throws IOException {
        new KillRun("called-kills", 100, 15)
                .run((folder, seed, most) -> new KilledFilm(folder, seed, most, KilledFilm.Kind.CALLED));
    }

    @Test
    void whereMachinesShareTheStoreTheFilmIsWholeAndPaidOnce() throws IOException {
        new KillRun("shared-kills", 100, 15)
                .run((folder, seed, most) -> new KilledFilm(folder, seed, most, KilledFilm.Kind.SHARED));
    }
}
