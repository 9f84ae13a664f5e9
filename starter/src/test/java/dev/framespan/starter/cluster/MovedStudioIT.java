package dev.framespan.starter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.durability.FilmComparison;
import dev.framespan.starter.durability.TemporalDevServer;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.stores.postgresql.OnPostgresql;
import dev.framespan.stores.postgresql.PostgresqlServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A studio moves from a laptop to a cluster and back; what it has bought it never buys again. */
@OnPostgresql
@Tag("long")
class MovedStudioIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    private SharedServers servers;
    private SimulatedProvider provider;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("film.yaml"),
                "shots:\n  - { id: gull, duration: 3, prompt: a gull flies by }\n"
                        + "  - { id: boat, duration: 3, prompt: a boat at rest }\n");
        servers = new SharedServers(folder);
        provider = new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60");
    }

    @AfterEach
    void end() {
        provider.close();
        servers.close();
    }

    private FramespanProgram paying(FramespanProgram program) {
        return program.with("KLING_BASE_URL", provider.url()).with("KLING_API_KEY", "test-key");
    }

    private List<String> laptop(int exitCode, String... words) {
        return ends(new FramespanProgram(folder).start(words), exitCode);
    }

    private List<String> render(int exitCode) {
        return ends(paying(new FramespanProgram(folder)).start("render", "film.yaml", "--yes"), exitCode);
    }

    /** With the bucket named, as for all that use the cluster's store. */
    private List<String> copy(int exitCode, String... words) {
        return ends(servers.operator().start(words), exitCode);
    }

    private static List<String> ends(Program started, int exitCode) {
        try (Program program = started) {
            program.assertEnds(exitCode, PATIENCE);
            return Stream.concat(program.out().stream(), program.err().stream()).toList();
        }
    }

    private static void assertSays(List<String> lines, String... words) {
        assertThat(String.join("\n", lines)).contains(words).doesNotContain(PostgresqlServer.PASSWORD);
    }

    @Test
    void aFilmThatWasRenderedIsRenderedAgainThereAndBackHereForNothing() throws IOException {
        render(0);
        assertThat(provider.charges()).hasSize(2);

        List<String> copied = copy(0, "store", "copy", ".framespan", servers.url());
        assertSays(copied, "copied ", " is at work from now on; .framespan is sealed");
        assertSays(copy(0, "store", "copy", ".framespan", servers.url()), "is in ", " already; it works there");

        assertSays(render(2), "it was copied to postgresql://", "nothing is bought or written here any more");
        assertSays(laptop(2, "worker", "--temporal", "127.0.0.1:1"), "it was copied to postgresql://");
        assertSays(laptop(2, "budget", "film", "7"), "it was copied to postgresql://");
        assertSays(laptop(2, "store", "gc", "--delete"), "it was copied to postgresql://");
        assertSays(laptop(0, "ledger", "--film", "film"), "gull", "boat", "it was copied to postgresql://");
        assertSays(laptop(0, "shots", "film"), "it was copied to postgresql://");
        assertThat(provider.charges()).hasSize(2);

        try (TemporalDevServer temporal = TemporalDevServer.start(folder);
                Program worker = paying(servers.worker(0)).start("worker", "--temporal", temporal.address())) {
            worker.awaitLine(line -> line.contains("worker ready"), PATIENCE);
            ends(
                    paying(servers.operator())
                            .start(
                                    "render",
                                    "film.yaml",
                                    "--yes",
                                    "--temporal",
                                    temporal.address(),
                                    "--out",
                                    "out/film"),
                    0);
            assertSays(
                    copy(2, "store", "copy", servers.url(), ".framespan"),
                    "another process works on this store, so nothing was copied");
        }
        assertThat(provider.charges()).as("nothing is bought in the cluster").hasSize(2);
        assertThat(FilmComparison.frames(folder.resolve("out/film/film.mp4"))).hasSize(2 * 3 * 24);

        copy(0, "store", "copy", servers.url(), ".framespan");
        assertSays(laptop(0, "store", "verify"), "nothing is wrong with");
        render(0);
        assertThat(provider.charges()).as("nor when it is back").hasSize(2);
    }
}
