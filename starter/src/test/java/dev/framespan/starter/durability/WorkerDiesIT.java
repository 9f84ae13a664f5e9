package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a worker is at when it dies, on a real server: the film completes, and everything was paid for once. */
@Tag("long")
@Tag("production")
class WorkerDiesIT {
    @TempDir
    Path folder;

    @Test
    void killedWhileTasksAreQueuedRenderingAndFetchedItPaysOnce() throws IOException {
        try (ServerSetup setup = new ServerSetup(folder, "4")) {
            setup.provider.misbehave("{\"on\":\"result\",\"do\":\"delay:1500\"}");
            Program first = setup.worker();
            try (Program render = setup.render("--json")) {
                setup.awaitTasks(3, "queued");
                first.kill();

                Program second = setup.worker();
                setup.awaitTasks(3, "processing");
                second.kill();

                Program third = setup.worker();
                // A clip, while its download is held up.
                render.awaitLine(
                        line -> line.contains("\"event\":\"shot\"") && line.contains("\"doing\":\"fetching\""),
                        ServerSetup.PATIENCE);
                setup.awaitTasks(5, "completed");
                third.kill();

                try (Program last = setup.worker()) {
                    render.assertEnds(0, ServerSetup.PATIENCE, last);
                }
            }
            setup.assertPaidOnce();
            setup.assertWhole();
        }
    }

    @Test
    void dyingAtEveryStepOfThePurchaseItPaysOnce() throws IOException {
        try (ServerSetup setup = new ServerSetup(folder, "60")) {
            Program worker = ServerSetup.ready(setup.workerThatDiesAt("claimed", 2));
            try (Program render = setup.render()) {
                for (String next : new String[] {"submitted", "fetched", "completed", ""}) {
                    assertThat(worker.awaitEnd(ServerSetup.PATIENCE))
                            .as("before " + next + " " + worker)
                            .isEqualTo(137);
                    if (!next.isEmpty()) {
                        worker = setup.workerThatDiesAt(next, 2);
                    }
                }
                try (Program last = setup.worker()) {
                    render.assertEnds(0, ServerSetup.PATIENCE, last);
                }
            }
            setup.assertPaidOnce();
            setup.assertWhole();
        }
    }

    @Test
    void dyingBetweenTheFirstByteAndTheAnswerItBuysNothingTwiceWithoutADecision() throws IOException {
        try (ServerSetup setup = new ServerSetup(folder, "60")) {
            try (Program worker = ServerSetup.ready(setup.workerThatDiesAt("sent", 1));
                    Program render = setup.render()) {
                worker.assertEnds(137, ServerSetup.PATIENCE);
                try (Program last = setup.worker()) {
                    render.assertEnds(3, ServerSetup.PATIENCE, last);
                    String stopped = rebuyable(render);
                    int bought = setup.provider.charges().size();

                    try (Program again = setup.render()) {
                        again.assertEnds(3, ServerSetup.PATIENCE);
                    }
                    assertThat(setup.provider.charges()).hasSize(bought);
                    assertThat(folder.resolve("out/film.mp4")).doesNotExist();

                    try (Program status = setup.command(
                            "status", "film", "--store", "store", "--temporal", setup.temporal.address())) {
                        status.assertEnds(0, ServerSetup.PATIENCE);
                        assertThat(String.join("\n", status.out()))
                                .contains(stopped)
                                .contains("--rebuy " + stopped);
                    }
                    try (Program rebuy = setup.render("--rebuy", stopped)) {
                        rebuy.assertEnds(0, ServerSetup.PATIENCE);
                    }
                }
            }
            // Accepted by the provider and never heard of, then bought by decision: those two, and everything else
            // once.
            assertThat(setup.provider.charges()).hasSize(6);
            setup.assertWhole();
        }
    }

    static String rebuyable(Program render) {
        String line = render.err().stream()
                .filter(said -> said.contains("--rebuy "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line says how to go on; " + render));
        return line.replaceFirst(".*--rebuy ([A-Za-z0-9_-]+).*", "$1");
    }
}
