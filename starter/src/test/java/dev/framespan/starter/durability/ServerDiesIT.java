package dev.framespan.starter.durability;

import dev.framespan.starter.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film that no terminal follows goes on through the deaths of the Temporal server and of the provider; a later render delivers it. */
@Tag("long")
@Tag("production")
class ServerDiesIT {
    @TempDir
    Path folder;

    @Test
    void aDetachedFilmOutlivesServerAndProvider() throws IOException {
        try (ServerSetup setup = new ServerSetup(folder, "15");
                Program worker = setup.worker()) {
            try (Program detached = setup.render("--detach")) {
                detached.assertEnds(0, ServerSetup.PATIENCE);
            }
            // Nothing is in the air: a request that the provider dies over would be in doubt.
            setup.awaitTasks(3, "processing");
            setup.temporal.kill();
            setup.provider.kill();
            setup.temporal.serve();
            setup.provider.serve();

            try (Program render = setup.render()) {
                render.assertEnds(0, ServerSetup.PATIENCE, worker);
            }
            setup.assertPaidOnce();
            setup.assertWhole();
        }
    }
}
