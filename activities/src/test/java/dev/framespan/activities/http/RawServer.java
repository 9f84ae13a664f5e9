package dev.framespan.activities.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A server on loopback that hears the beginning of whatever it is told, answers the same bytes, HTTP or not, and hangs up. */
public final class RawServer implements AutoCloseable {
    private final ServerSocket listening;
    private final byte[] answer;

    public RawServer(byte[] answer) throws IOException {
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answer = answer.clone();
        Thread thread = new Thread(this::serve, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** @param scheme {@code http}, or {@code https} for a client that is to meet a server that speaks no TLS */
    public URI uri(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + listening.getLocalPort() + path);
    }

    private void serve() {
        while (!listening.isClosed()) {
            try (Socket connection = listening.accept()) {
                connection.getInputStream().read(new byte[10_000]);
                connection.getOutputStream().write(answer);
                connection.shutdownOutput();
                connection.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The caller has gone, or the test is over.
                continue;
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
