package dev.framespan.starter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.durability.FilmComparison;
import dev.framespan.starter.durability.TemporalDevServer;
import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.stores.postgresql.OnPostgresql;
import dev.framespan.stores.postgresql.PostgresqlServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One film of machines that share a Temporal server, a PostgreSQL and a bucket, and no folder. */
@OnPostgresql
@Tag("long")
class SharedStoreIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration AWAY = Duration.ofSeconds(5);
    private static final int SHOTS = 8;
    private static final int AT_ONCE = 4;

    @TempDir
    Path folder;

    private SharedServers servers;
    private TemporalDevServer temporal;
    private SimulatedProvider provider;

    @BeforeEach
    void write() throws IOException {
        ImageIO.write(
                new BufferedImage(1280, 720, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("night.png").toFile());
        StringBuilder film = new StringBuilder(
                """
                keyframes:
                  night: { image: night.png }
                  end: { frame_of: s2 }
                shots:
                  - { id: s1, from: night, duration: 3, prompt: wave 1 }
                """);
        for (int shot = 2; shot < SHOTS; shot++) {
            film.append("  - { id: s")
                    .append(shot)
                    .append(", duration: 3, prompt: wave ")
                    .append(shot)
                    .append(" }\n");
        }
        film.append("  - { id: s8, from: end, duration: 3, prompt: wave 8 }\n");
        Files.writeString(folder.resolve("film.yaml"), film);
        servers = new SharedServers(folder);
        temporal = TemporalDevServer.start(folder);
        provider = new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "10");
    }

    @AfterEach
    void end() {
        provider.close();
        temporal.close();
        servers.close();
    }

    private FramespanProgram paying(FramespanProgram program) {
        return program.with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key")
                .with("KLING_MAX_PARALLEL", String.valueOf(AT_ONCE));
    }

    private Program worker(int number) {
        Program worker = paying(servers.worker(number)).start("worker", "--temporal", temporal.address());
        worker.awaitLine(line -> line.contains("worker ready"), PATIENCE);
        return worker;
    }

    private Program render() {
        return paying(servers.operator())
                .start("render", "film.yaml", "--yes", "--temporal", temporal.address(), "--out", "out");
    }

    private Program command(String... words) {
        Program command = servers.operator().start(words);
        command.assertEnds(0, PATIENCE);
        return command;
    }

    @Test
    void twoMachinesMakeOneFilmAlsoWhenOneOfThemDies() throws IOException {
        try (Program dying = worker(0);
                Program living = worker(1);
                Program render = render()) {
            // As many as may be there at once, and all are known: nothing is in the air.
            Await.until(
                    "four tasks",
                    PATIENCE,
                    () -> provider.charges().size() >= AT_ONCE
                            && submitted() == provider.charges().size());
            dying.kill();
            render.assertEnds(0, PATIENCE, living);

            assertThat(provider.charges()).hasSize(SHOTS).noneMatch(SimulatedProvider.Charge::refunded);
            assertThat(FilmComparison.frames(folder.resolve("out/film.mp4"))).hasSize(SHOTS * 3 * 24);
            assertThat(List.of(dying, living, render)).allSatisfy(program -> assertThat(
                            String.join("\n", program.out()) + String.join("\n", program.err()))
                    .doesNotContain(PostgresqlServer.PASSWORD)
                    .doesNotContain("X-Amz-"));
        }
        assertNothingOfTheStoreIsInAFolder();
        try (Program ledger = command("ledger", "--film", "film", "--json");
                Program status = command("status", "film", "--temporal", temporal.address());
                Program verify = command("store", "verify")) {
            assertThat(ledger.out()).hasSize(SHOTS);
            assertThat(String.join("\n", status.out())).contains("done");
            assertThat(verify.err()).as(verify.toString()).isEmpty();
        }
        try (Program again = render();
                Program worker = worker(1)) {
            again.assertEnds(0, PATIENCE, worker);
        }
        assertThat(provider.charges()).as("rendered again it buys nothing").hasSize(SHOTS);
    }

    private int submitted() {
        return Integer.parseInt(servers.sql("select count(*) from records where name like '%-submitted%'"));
    }

    private void assertNothingOfTheStoreIsInAFolder() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(Path::toString)
                            .filter(file -> file.contains("/ledger/") || file.endsWith("/beginning.json")))
                    .isEmpty();
        }
    }

    @Test
    void serversThatAreKilledAndComeBackHoldItUpAndNoMore() throws Exception {
        try (Program first = worker(0);
                Program second = worker(1);
                Program render = render()) {
            Await.until("two tasks", PATIENCE, () -> provider.charges().size() >= 2);
            servers.postgresql().kill();
            Thread.sleep(AWAY.toMillis());
            servers.postgresql().up();

            Await.until("a clip in the bucket", PATIENCE, () -> isInBucket(".mp4"));
            servers.s3().kill();
            Thread.sleep(AWAY.toMillis());
            servers.s3().up();

            temporal.kill();
            Thread.sleep(AWAY.toMillis());
            temporal.serve();

            render.assertEnds(0, PATIENCE, first, second);
            assertThat(List.of(first, second)).allMatch(Program::isAlive);
        }
        assertThat(provider.charges()).hasSize(SHOTS).noneMatch(SimulatedProvider.Charge::refunded);
        assertThat(FilmComparison.frames(folder.resolve("out/film.mp4"))).hasSize(SHOTS * 3 * 24);
    }

    private boolean isInBucket(String ending) {
        try (Stream<Path> files = Files.walk(folder.resolve("s3"))) {
            return files.anyMatch(file -> file.toString().endsWith(ending));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRenderWithoutAServerIsRefused() {
        try (Program render = servers.operator().start("render", "film.yaml", "--yes")) {
            render.assertEnds(2, PATIENCE);
            assertThat(render.err()).anyMatch(line -> line.contains("--temporal") && line.contains("framespan worker"));
        }
    }
}
