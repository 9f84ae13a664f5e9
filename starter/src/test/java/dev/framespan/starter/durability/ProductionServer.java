package dev.framespan.starter.durability;

import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Temporal's own server on PostgreSQL, by way of {@code chaos/production-server}. */
final class ProductionServer {
    // The first start builds the server.
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Path folder;
    private final int port;

    /** @param folder its own, made where it does not exist */
    ProductionServer(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** A port that it can have: it takes none from 32768 on. */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 20_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // It is taken: another one.
                continue;
            }
        }
    }

    /** Serves, with the database of before where there is one. */
    void start() {
        run("start", folder.toString(), Integer.toString(port));
    }

    /** As a power cut would; the database goes on. */
    void kill() {
        run("kill", folder.toString());
    }

    void stop() {
        run("stop", folder.toString());
    }

    private void run(String... words) {
        List<String> command = new ArrayList<>(List.of(
                FramespanProgram.home().resolve("chaos/production-server").toString()));
        command.addAll(List.of(words));
        try (Program program = Program.start(folder.getParent(), Map.of(), command)) {
            program.assertEnds(0, PATIENCE);
        }
    }
}
