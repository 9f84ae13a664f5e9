package dev.framespan.starter.temporal.local;

import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.ProcessLock;
import dev.framespan.starter.exit.UserError;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A user's own Temporal server on this machine: a process of Temporal's program, its database in a file. It outlives the command that
 * starts it, and every terminal; when it ends, all that it knows is in its database.
 */
public final class LocalServer {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(50);
    // Above Temporal's own, and below those that the system gives to whoever wants any.
    private static final int FIRST_PORT = 7250;
    private static final int LAST_PORT = 7299;
    // Keys and passwords of this process are none of the server's business.
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "HOME", "TMPDIR", "TZ");

    /**
     * The record is there before the server is, so that no server runs that no record names. A terminal's Ctrl-C and its end reach every
     * process of its session; macOS has no setsid, and Perl does the same there.
     */
    private static final String IN_SESSION_OF_ITS_OWN =
            """
            record=$1; port=$2; shift 2
            printf '{"pid":%s,"port":%s}\\n' $$ "$port" >"$record.part" && mv "$record.part" "$record" || exit 1
            if command -v setsid >/dev/null; then exec setsid "$@"; fi
            exec perl -MPOSIX -e 'POSIX::setsid(); exec @ARGV' "$@"
            """;

    private final LocalSettings settings;

    public LocalServer(LocalSettings settings) {
        this.settings = settings;
    }

    /** The one that runs, be it that it does not answer. */
    public Optional<RunningServer> running() {
        return ServerRecord.read(settings.record())
                .flatMap(last -> last.process(settings.database()).map(process -> running(process, last.port())));
    }

    private RunningServer running(ProcessHandle process, int port) {
        return new RunningServer(process, port, settings.database(), settings.log());
    }

    /**
     * The one that runs, or a new one on the same database. Of several commands that want one at once, one starts it.
     *
     * @param say tells the operator that one is started
     * @throws UserError when there is no program for it, its port is taken, or it does not begin to answer
     */
    public RunningServer start(Consumer<String> say) {
        Optional<RunningServer> answering = running().filter(RunningServer::takesConnections);
        if (answering.isPresent()) {
            return answering.get();
        }
        try (ProcessLock lock = lock()) {
            Optional<RunningServer> running = running();
            return running.isPresent() ? awaited(running.get()) : launched(say);
        } catch (IOException e) {
            throw UserError.failed(
                    settings.folder() + ": the local Temporal server cannot be started there (" + IoReason.of(e)
                            + "); make room or name another folder in XDG_STATE_HOME",
                    e);
        }
    }

    private ProcessLock lock() throws IOException {
        Files.createDirectories(
                settings.folder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        long until = System.nanoTime() + 2 * START.toNanos();
        while (true) {
            Optional<ProcessLock> lock =
                    ProcessLock.exclusive(settings.folder().resolve("lock"), StandardOpenOption.CREATE);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() > until) {
                throw UserError.failed("another command starts or stops the local Temporal server and does not come to"
                        + " an end: end it, then try again");
            }
            pause();
        }
    }

    private RunningServer launched(Consumer<String> say) throws IOException {
        TemporalProgram program = TemporalProgram.installed(settings);
        int port = port();
        if (Files.exists(settings.log())) {
            Files.move(
                    settings.log(),
                    settings.log().resolveSibling("temporal.log.before"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Process process = process(program.command(port, settings.database()), port);
        RunningServer server = awaited(running(process.toHandle(), port));
        say.accept("a Temporal server of your own was started: " + server.address() + ", pid " + server.pid()
                + ", database " + server.database() + "; it goes on until framespan temporal stop");
        return server;
    }

    private Process process(List<String> program, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                IN_SESSION_OF_ITS_OWN,
                "framespan-temporal",
                settings.record().toString(),
                Integer.toString(port)));
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(settings.folder().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(settings.log().toFile());
        builder.environment().keySet().retainAll(ENVIRONMENT);
        return builder.start();
    }

    /** Once it takes connections. */
    private RunningServer awaited(RunningServer server) {
        long until = System.nanoTime() + START.toNanos();
        while (!server.takesConnections()) {
            if (!server.process().isAlive()) {
                throw UserError.failed("the local Temporal server ended as soon as it was started: " + lastWords()
                        + "; mend that and try again (its log is " + settings.log() + ")");
            }
            if (System.nanoTime() > until) {
                throw UserError.failed("the local Temporal server (pid " + server.pid() + ") does not answer at "
                        + server.address() + ": framespan temporal stop --yes ends it; its log is " + settings.log());
            }
            pause();
        }
        return server;
    }

    private String lastWords() {
        try {
            return Files.readString(settings.log(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .reduce((before, last) -> last)
                    .orElse("it said nothing");
        } catch (IOException e) {
            return "it said nothing that can be read";
        }
    }

    /** The same port as before: who works on it finds it again there. */
    private int port() {
        OptionalInt wanted = settings.port();
        if (wanted.isEmpty()) {
            Optional<ServerRecord> last = ServerRecord.read(settings.record());
            wanted = last.isPresent() ? OptionalInt.of(last.get().port()) : OptionalInt.empty();
        }
        if (wanted.isPresent()) {
            if (!isFree(wanted.getAsInt())) {
                throw UserError.refused("the port " + wanted.getAsInt() + " of the local Temporal server is taken by"
                        + " another program: end that one, or name another port in " + LocalSettings.PORT
                        + "; nothing was started");
            }
            return wanted.getAsInt();
        }
        for (int port = FIRST_PORT; port <= LAST_PORT; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        throw UserError.refused("no port from " + FIRST_PORT + " to " + LAST_PORT + " is free for the local Temporal"
                + " server: name another one in " + LocalSettings.PORT + "; nothing was started");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends the one that runs, in order where it does so within 15 s, and waits for its end; says whether one ran. */
    public boolean stop() {
        if (running().isEmpty()) {
            return false;
        }
        try (ProcessLock lock = lock()) {
            Optional<RunningServer> running = running();
            running.map(RunningServer::process).ifPresent(LocalServer::end);
            return running.isPresent();
        } catch (IOException e) {
            throw UserError.failed(
                    settings.folder() + ": the local Temporal server cannot be stopped (" + IoReason.of(e) + ")", e);
        }
    }

    private static void end(ProcessHandle process) {
        CompletableFuture<ProcessHandle> end = process.onExit();
        process.destroy();
        if (!hasEnded(end)) {
            process.destroyForcibly();
            if (!hasEnded(end)) {
                throw UserError.failed("the local Temporal server (pid " + process.pid()
                        + ") does not end, though it was killed; the system may be waiting for its disk");
            }
        }
    }

    private static boolean hasEnded(CompletableFuture<ProcessHandle> end) {
        try {
            end.get(STOP.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
