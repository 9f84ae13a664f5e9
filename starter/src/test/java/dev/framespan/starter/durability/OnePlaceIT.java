package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A film is made in one place: by the workers of a server, or by one process; whoever comes beside is told where, and how to go on. */
@Execution(ExecutionMode.SAME_THREAD)
@Tag("long")
class OnePlaceIT {
    @TempDir
    Path folder;

    @Test
    void aFilmThatIsMadeOnAServerIsNotMadeASecondTimeBesideIt() throws IOException {
        try (ServerSetup studio = new ServerSetup(folder, "4")) {
            try (Program worker = studio.worker();
                    Program render = studio.render("--json")) {
                render.awaitStep("gull", "rendering", ServerSetup.PATIENCE);
                try (Program second = studio.render();
                        Program beside = studio.alone("render", "film.yaml", "--store", "store", "--out", "beside")) {
                    assertRefused(beside, "--temporal " + studio.temporal.address(), "framespan cancel film");
                    // Two terminals may follow one film on a server.
                    assertThat(second.awaitEnd(ServerSetup.PATIENCE))
                            .as(second + "\n" + worker)
                            .isZero();
                    assertThat(render.awaitEnd(ServerSetup.PATIENCE))
                            .as(render.toString())
                            .isZero();
                }
            }
            assertThat(folder.resolve("beside")).doesNotExist();
            studio.assertPaidOnce();
            // It has ended there: what is made is delivered by whoever asks.
            try (Program status = studio.command("status", "film", "--store", "store");
                    Program later = studio.alone("render", "film.yaml", "--store", "store", "--out", "later")) {
                assertThat(status.awaitEnd(ServerSetup.PATIENCE)).isZero();
                assertThat(String.join("\n", status.out())).contains("done (");
                assertThat(later.awaitEnd(ServerSetup.PATIENCE))
                        .as(later.toString())
                        .isZero();
            }
            studio.assertPaidOnce();
        }
    }

    @Test
    void aFilmThatWasDetachedIsAskedForWhereItIsAndADeadServerHindersNoRender() throws IOException {
        try (ServerSetup studio = new ServerSetup(folder, "4")) {
            try (Program worker = studio.worker()) {
                try (Program render = studio.render("--detach")) {
                    assertThat(render.awaitEnd(ServerSetup.PATIENCE))
                            .as(render.toString())
                            .isZero();
                }
                studio.awaitTasks(3, "processing");
                try (Program beside = studio.alone("render", "film.yaml", "--store", "store", "--out", "out");
                        Program status = studio.command("status", "film", "--store", "store")) {
                    assertRefused(beside, "--temporal " + studio.temporal.address(), "framespan cancel film");
                    assertThat(status.awaitEnd(ServerSetup.PATIENCE)).isZero();
                    assertThat(String.join("\n", status.out())).contains("--temporal " + studio.temporal.address());
                }
                studio.temporal.kill();
                worker.kill();
            }
            try (Program alone = studio.alone("render", "film.yaml", "--store", "store", "--out", "out")) {
                assertThat(alone.awaitEnd(ServerSetup.PATIENCE))
                        .as(alone.toString())
                        .isZero();
                assertThat(String.join("\n", alone.err())).contains("does not answer", "nothing is bought twice");
            }
            studio.assertPaidOnce();
            studio.assertWhole();
        }
    }

    @Test
    void aFilmThatAProcessMakesByItselfIsNotStartedOnAServer() throws IOException {
        try (ServerSetup studio = new ServerSetup(folder, "4")) {
            try (Program alone = studio.alone("render", "film.yaml", "--store", "store", "--out", "out", "--json")) {
                alone.awaitLine(line -> line.contains("\"gull\""), ServerSetup.PATIENCE);
                try (Program render = studio.render()) {
                    assertRefused(render, "--temporal embedded", "framespan cancel film");
                }
                assertThat(Files.readString(folder.resolve("store/films/film/beginning.json")))
                        .doesNotContain(studio.temporal.address());
                assertThat(alone.awaitEnd(ServerSetup.PATIENCE))
                        .as(alone.toString())
                        .isZero();
            }
            studio.assertPaidOnce();
        }
    }

    private static void assertRefused(Program program, String... words) {
        assertThat(program.awaitEnd(ServerSetup.PATIENCE))
                .as(program.toString())
                .isEqualTo(2);
        assertThat(program.err()).last().asString().contains(words).contains("nothing was started");
    }
}
