package dev.framespan.stores;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between clients and a server of this machine, and cuts a connection where a test wants it. */
public abstract class TcpProxy implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int server;

    /** Who speaks. */
    public enum Side {
        CLIENT,
        SERVER
    }

    /**
     * What becomes of some bytes.
     *
     * @param bytes so many of them get through
     * @param cut whether the connection is cut behind them
     */
    public record Passage(int bytes, boolean cut) {}

    protected TcpProxy(int server) throws IOException {
        this.server = server;
        daemon(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Asked before each piece that a side says. */
    protected abstract Passage passage(Side speaker, int bytes) throws InterruptedException;

    /** Called when a connection has just been cut. */
    protected void cut() {}

    /** Cuts all connections that there are. */
    public void drop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                try {
                    Socket to = new Socket(InetAddress.getLoopbackAddress(), server);
                    to.setTcpNoDelay(true);
                    client.setTcpNoDelay(true);
                    sockets.add(client);
                    sockets.add(to);
                    daemon(() -> pass(Side.CLIENT, client, to));
                    daemon(() -> pass(Side.SERVER, to, client));
                } catch (IOException e) {
                    // No server there.
                    client.close();
                }
            }
        } catch (IOException e) {
            // Closed.
            return;
        }
    }

    private void pass(Side speaker, Socket from, Socket to) {
        byte[] bytes = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                Passage passage = passage(speaker, read);
                out.write(bytes, 0, passage.bytes());
                if (passage.cut()) {
                    from.close();
                    to.close();
                    cut();
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // The other direction has closed it.
            return;
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        drop();
    }
}
