package dev.framespan.starter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who hold connections to the pictures keep no film from being made. */
@Tag("long")
class AssetServerOverloadIT {
    private static final int CALLERS = 300;

    @TempDir
    Path folder;

    @Test
    void theProviderGetsAPictureWhileHundredsOfRequestsAreHalfSent() throws Exception {
        Files.copy(FramespanProgram.home().resolve("examples/photos/harbor.jpg"), folder.resolve("harbor.jpg"));
        Files.writeString(
                folder.resolve("film.yaml"),
                """
                keyframes: { port: { image: harbor.jpg } }
                shots: [{ id: home, duration: 3, from: port, prompt: out to sea }]
                """);
        int port = free();
        AtomicInteger begun = new AtomicInteger();
        Thread siege = new Thread(() -> besiege(port, begun), "siege");
        siege.setDaemon(true);
        siege.start();
        try (Program render = new FramespanProgram(folder)
                .with("FRAMESPAN_ASSET_PORT", Integer.toString(port))
                .start("render", "film.yaml", "--yes")) {
            render.assertEnds(0, Duration.ofMinutes(2));
        } finally {
            siege.interrupt();
            siege.join();
        }
        assertThat(begun).hasValueGreaterThan(CALLERS);
    }

    /** From the moment on in which a server listens, so many connections are held at once, and more come all the time. */
    private static void besiege(int port, AtomicInteger begun) {
        List<Socket> callers = new ArrayList<>();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                    callers.add(socket);
                    socket.getOutputStream().write("GET /assets/half".getBytes(StandardCharsets.US_ASCII));
                    Thread.sleep(begun.incrementAndGet() < CALLERS ? 0 : 50);
                } catch (IOException e) {
                    Thread.sleep(5);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket caller : callers) {
            try {
                caller.close();
            } catch (IOException e) {
                // It was sent away.
            }
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
