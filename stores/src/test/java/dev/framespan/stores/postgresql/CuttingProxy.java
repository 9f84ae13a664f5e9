package dev.framespan.stores.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between the driver and the server, and cuts a connection in the middle of what one says to the other. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int server;
    private Side side;
    private long left;

    /** Who is interrupted. */
    enum Side {
        DRIVER,
        SERVER
    }

    CuttingProxy(int server) throws IOException {
        this.server = server;
        daemon(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** From now on that side gets so many bytes through, and then its connection is cut: once. */
    synchronized void cut(Side interrupted, long after) {
        side = interrupted;
        left = after;
    }

    /** @return whether there was nothing to cut since */
    synchronized boolean isWhole() {
        boolean whole = side != null;
        side = null;
        return whole;
    }

    /** How many bytes that side says about something. */
    long bytes(Side speaker, Speech speech) throws IOException {
        cut(speaker, Long.MAX_VALUE);
        speech.make();
        synchronized (this) {
            side = null;
            return Long.MAX_VALUE - left;
        }
    }

    /** What has the two speak. */
    @FunctionalInterface
    interface Speech {
        void make() throws IOException;
    }

    /** Cuts all connections that there are. */
    void drop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** @return how many bytes may go; -1 minus their number where the connection is cut behind them */
    private synchronized int allowed(Side speaker, int bytes) {
        if (side != speaker) {
            return bytes;
        }
        if (left > bytes) {
            left -= bytes;
            return bytes;
        }
        side = null;
        return -1 - (int) left;
    }

    private void accept() {
        try {
            while (true) {
                Socket driver = door.accept();
                sockets.add(driver);
                Socket to = new Socket(InetAddress.getLoopbackAddress(), server);
                sockets.add(to);
                to.setTcpNoDelay(true);
                driver.setTcpNoDelay(true);
                daemon(() -> pass(Side.DRIVER, driver, to));
                daemon(() -> pass(Side.SERVER, to, driver));
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
                int allowed = allowed(speaker, read);
                out.write(bytes, 0, allowed < 0 ? -1 - allowed : allowed);
                out.flush();
                if (allowed < 0) {
                    return;
                }
            }
        } catch (IOException e) {
            // The other direction has closed it.
            return;
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        drop();
    }
}
