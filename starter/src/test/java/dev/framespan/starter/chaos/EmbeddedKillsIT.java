package dev.framespan.starter.chaos;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A film without a Temporal server, whose {@code render} is killed at random times, with all that Temporal knew. */
@Tag("chaos")
@ResourceLock("machine")
class EmbeddedKillsIT {
    @Test
    void howeverOftenRenderIsKilledTheFilmIsWholeAndPaidOnce() throws IOException {
        new KillRun("embedded-kills", 50, 50).run(KilledRender::new);
    }
}
