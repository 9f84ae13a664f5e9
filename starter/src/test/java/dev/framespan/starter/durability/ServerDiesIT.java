package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film that nobody watches goes on through the deaths of the Temporal server and of the provider; a later render delivers it. */
class ServerDiesIT {
    @TempDir
    Path folder;

    @Test
    void aDetachedFilmOutlivesServerAndProvider() throws IOException {
        try (ServerSetup studio = new ServerSetup(folder, "15");
                Program worker = studio.worker()) {
            try (Program detached = studio.render("--detach")) {
                assertThat(detached.awaitEnd(ServerSetup.PATIENCE))
                        .as(detached.toString())
                        .isZero();
            }
            studio.awaitTask("processing");
            studio.temporal.kill();
            studio.provider.kill();
            studio.temporal.serve();
            studio.provider.serve();

            try (Program render = studio.render()) {
                assertThat(render.awaitEnd(ServerSetup.PATIENCE))
                        .as(render + "\n" + worker)
                        .isZero();
            }
            studio.assertPaidOnce();
            studio.assertWhole();
        }
    }
}
