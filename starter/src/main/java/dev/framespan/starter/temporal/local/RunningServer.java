package dev.framespan.starter.temporal.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A local server whose process lives.
 *
 * @param port on which it listens, on this machine alone
 * @param log what it has said since its start
 */
public record RunningServer(ProcessHandle process, int port, Path database, Path log) {
    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;

    public long pid() {
        return process.pid();
    }

    /** {@code 127.0.0.1:PORT}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Since when it runs; empty where the system does not say. */
    public Optional<Instant> since() {
        return process.info().startInstant();
    }

    boolean takesConnections() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
