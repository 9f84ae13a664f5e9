package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators who want it say which build of the worker gets the work, on a real server. */
@Tag("long")
class VersionedWorkerIT {
    @TempDir
    Path folder;

    @Test
    void theCurrentBuildMakesTheFilmAndTheNextOneGoesOnWithItAsSoonAsItIsCurrent() throws IOException {
        try (ServerSetup setup = new ServerSetup(folder, "4")) {
            try (Program first = setup.workerOfVersion("framespan:1")) {
                first.awaitLine(
                        line -> line.contains("set-current-version --address " + setup.temporal.address()
                                + " --deployment-name framespan --build-id 1"),
                        ServerSetup.PATIENCE);
                try (Program early = setup.render()) {
                    early.assertEnds(1, ServerSetup.PATIENCE, first);
                    assertThat(early.err()).anyMatch(line -> line.contains("no worker of the store"));
                }
                makeCurrent(setup, "1");
                try (Program render = setup.render()) {
                    setup.awaitTasks(3, "processing");
                    try (Program second = setup.workerOfVersion("framespan:2")) {
                        makeCurrent(setup, "2");
                        first.signal("TERM");
                        first.assertEnds(0, ServerSetup.PATIENCE);
                        render.assertEnds(0, ServerSetup.PATIENCE, second);
                    }
                }
            }
            setup.assertPaidOnce();
            setup.assertWhole();
        }
    }

    /** A server learns of a worker's queues one after another, and makes no build current that seems to lack some. */
    private static void makeCurrent(ServerSetup setup, String build) {
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (true) {
            try (Program operator = setup.temporal.operator(
                    "worker",
                    "deployment",
                    "set-current-version",
                    "--deployment-name",
                    "framespan",
                    "--build-id",
                    build,
                    "--yes")) {
                boolean early = operator.awaitEnd(ServerSetup.PATIENCE) != 0
                        && operator.err().stream().anyMatch(line -> line.contains("missing active task queues"));
                if (!early || System.nanoTime() > until) {
                    operator.assertEnds(0, ServerSetup.PATIENCE);
                    return;
                }
            }
        }
    }
}
