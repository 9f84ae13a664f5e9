package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.Program;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local server, which Framespan itself starts, outlives every render, and a film on it outlives both. */
@Tag("long")
class LocalServerIT {
    @TempDir
    Path folder;

    private final int port = TemporalDevServer.freePort();
    private Path temporal;
    private FourShotFilm film;

    @BeforeEach
    void open() throws IOException {
        temporal = TemporalDevServer.requireProgram();
        film = new FourShotFilm(folder, "4");
    }

    @AfterEach
    void close() {
        if (film != null) {
            assertSays(0, List.of("Temporal server"), "temporal", "stop", "--yes");
            film.close();
        }
    }

    @Test
    void aFilmWhoseRenderAndServerAreKilledGoesOnWithTheNextRenderAndIsPaidOnce() throws IOException {
        long killed;
        try (Program render = render()) {
            film.awaitTasks(3, "processing");
            killed = serverPid();
            render.kill();
        }
        ProcessHandle server = ProcessHandle.of(killed).orElseThrow();
        server.destroyForcibly();
        Await.until("the server's end", FourShotFilm.PATIENCE, () -> !server.isAlive());

        try (Program render = render()) {
            render.assertEnds(0, FourShotFilm.PATIENCE);
            assertThat(render.err()).anyMatch(line -> line.contains("a Temporal server of your own was started"));
        }
        assertThat(serverPid()).isNotEqualTo(killed);
        film.assertPaidOnce();
        film.assertWhole();
    }

    @Test
    void theServerGoesOnAfterCtrlCAndIsNotStoppedUnderAFilmWithoutTheOperatorsWord() throws IOException {
        try (Program render = render()) {
            film.awaitTasks(3, "processing");
            render.interrupt();
            render.assertEnds(130, FourShotFilm.PATIENCE);
            assertThat(render.err())
                    .anyMatch(line -> line.contains("framespan render film.yaml --store store --temporal local"));
        }
        long pid = serverPid();
        assertHasNoKey(pid);
        assertSays(0, List.of("127.0.0.1:" + port, "" + pid, "film@"), "temporal", "status");
        assertSays(0, List.of("at work"), "status", "film", "--store", "store", "--temporal", "local");
        assertSays(
                2,
                List.of("made on the local Temporal server: follow it with --temporal local"),
                "render",
                "film.yaml",
                "--store",
                "store");
        assertSays(2, List.of("film@", "framespan temporal stop --yes"), "temporal", "stop");
        assertThat(ProcessHandle.of(pid)).isPresent();

        assertSays(0, List.of("has ended"), "temporal", "stop", "--yes");
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertSays(1, List.of("framespan temporal start"), "temporal", "status");

        try (Program render = render()) {
            render.assertEnds(0, FourShotFilm.PATIENCE);
        }
        film.assertPaidOnce();
        assertSays(0, List.of("none at work"), "temporal", "status");
        assertSays(0, List.of("has ended"), "temporal", "stop");
    }

    @Test
    void aWorkerThereMakesWhatRenderLeavesToIt() throws IOException {
        assertSays(
                1,
                List.of("no worker of the store", "framespan worker --temporal local"),
                "render",
                "film.yaml",
                "--store",
                "store",
                "--temporal",
                "local",
                "--detach");
        try (Program worker = start("worker", "--store", "store", "--temporal", "local")) {
            worker.awaitLine(line -> line.contains("worker ready: Temporal at local"), FourShotFilm.PATIENCE);
            try (Program detached = start(
                    "render", "film.yaml", "--store", "store", "--temporal", "local", "--detach", "--out", "out")) {
                detached.assertEnds(0, FourShotFilm.PATIENCE, worker);
            }
            try (Program render = render()) {
                render.assertEnds(0, FourShotFilm.PATIENCE, worker);
            }
        }
        film.assertPaidOnce();
        film.assertWhole();
    }

    private Program render() {
        return start("render", "film.yaml", "--store", "store", "--temporal", "local", "--out", "out");
    }

    private Program start(String... words) {
        return film.framespan()
                .with("XDG_STATE_HOME", folder.resolve("state").toString())
                .with("FRAMESPAN_TEMPORAL_PROGRAM", temporal.toString())
                .with("FRAMESPAN_TEMPORAL_PORT", Integer.toString(port))
                .start(words);
    }

    private void assertSays(int exitCode, List<String> parts, String... words) {
        try (Program command = start(words)) {
            command.assertEnds(exitCode, FourShotFilm.PATIENCE);
            assertThat(Stream.concat(command.out().stream(), command.err().stream())
                            .toList()
                            .toString())
                    .contains(parts);
        }
    }

    private JsonNode record() throws IOException {
        return Payloads.json()
                .readTree(
                        folder.resolve("state/framespan/temporal/temporal.json").toFile());
    }

    private long serverPid() throws IOException {
        return record().path("pid").asLong();
    }

    /** Where the system shows a process's environment. */
    private static void assertHasNoKey(long pid) throws IOException {
        Path environment = Path.of("/proc", Long.toString(pid), "environ");
        if (Files.isReadable(environment)) {
            assertThat(Files.readString(environment)).contains("PATH=").doesNotContain("test-key");
        }
    }
}
