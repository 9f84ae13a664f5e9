package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film is made in one place: by the workers of a server, or by one process; a command that comes beside is told where, and how to go on. */
@Tag("long")
class DuplicateRunIT {
    @TempDir
    Path folder;

    @Test
    void aFilmThatIsMadeOnAServerIsNotMadeASecondTimeBesideIt() throws IOException {
        try (ServerSetup setup = new ServerSetup(folder, "4")) {
            try (Program worker = setup.worker();
                    Program render = setup.render("--json")) {
                render.awaitStep("gull", "rendering", ServerSetup.PATIENCE);
                try (Program second = setup.render();
                        Program beside = setup.alone("render", "film.yaml", "--store", "store", "--out", "beside")) {
                    assertRefused(beside, "--temporal " + setup.temporal.address(), "framespan cancel film");
                    // Two terminals may follow one film on a server.
                    second.assertEnds(0, ServerSetup.PATIENCE, worker);
                    render.assertEnds(0, ServerSetup.PATIENCE);
                }
            }
            assertThat(folder.resolve("beside")).doesNotExist();
            setup.assertPaidOnce();
            // It has ended there: what is made is delivered by any later render.
            try (Program status = setup.command("status", "film", "--store", "store");
                    Program later = setup.alone("render", "film.yaml", "--store", "store", "--out", "later")) {
                status.assertEnds(0, ServerSetup.PATIENCE);
                assertThat(String.join("\n", status.out())).contains("done (");
                later.assertEnds(0, ServerSetup.PATIENCE);
            }
            setup.assertPaidOnce();
        }
    }

    @Test
    void aFilmThatWasDetachedIsAskedForWhereItIsAndADeadServerHindersNoRender() throws IOException {
        try (ServerSetup setup = new ServerSetup(folder, "4")) {
            try (Program worker = setup.worker()) {
                try (Program render = setup.render("--detach")) {
                    render.assertEnds(0, ServerSetup.PATIENCE);
                }
                setup.awaitTasks(3, "processing");
                try (Program beside = setup.alone("render", "film.yaml", "--store", "store", "--out", "out");
                        Program status = setup.command("status", "film", "--store", "store")) {
                    assertRefused(beside, "--temporal " + setup.temporal.address(), "framespan cancel film");
                    status.assertEnds(0, ServerSetup.PATIENCE);
                    assertThat(String.join("\n", status.out())).contains("--temporal " + setup.temporal.address());
                }
                setup.temporal.kill();
                worker.kill();
            }
            try (Program alone = setup.alone("render", "film.yaml", "--store", "store", "--out", "out")) {
                alone.assertEnds(0, ServerSetup.PATIENCE);
                assertThat(String.join("\n", alone.err())).contains("does not answer", "nothing is bought twice");
            }
            setup.assertPaidOnce();
            setup.assertWhole();
        }
    }

    @Test
    void aFilmThatAProcessMakesByItselfIsNotStartedOnAServer() throws IOException {
        try (ServerSetup setup = new ServerSetup(folder, "4")) {
            try (Program alone = setup.alone("render", "film.yaml", "--store", "store", "--out", "out", "--json")) {
                alone.awaitLine(line -> line.contains("\"gull\""), ServerSetup.PATIENCE);
                try (Program render = setup.render()) {
                    assertRefused(render, "--temporal embedded", "framespan cancel film");
                }
                assertThat(Files.readString(folder.resolve("store/films/film/beginning.json")))
                        .doesNotContain(setup.temporal.address());
                alone.assertEnds(0, ServerSetup.PATIENCE);
            }
            setup.assertPaidOnce();
        }
    }

    private static void assertRefused(Program program, String... words) {
        program.assertEnds(2, ServerSetup.PATIENCE);
        assertThat(program.err()).last().asString().contains(words).contains("nothing was started");
    }
}
