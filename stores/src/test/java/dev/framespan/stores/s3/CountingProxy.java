package dev.framespan.stores.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The line to a server: it counts what goes over it, and breaks when a test says so. */
final class Line implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int server;
    private volatile Runnable breaking = () -> {};
    private long upTo = Long.MAX_VALUE;
    private long downTo = Long.MAX_VALUE;
    private volatile long pauseMillis;
    private long up;
    private long down;

    Line(int server) throws IOException {
        this.server = server;
        daemon(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** Bytes that went to the server. */
    synchronized long up() {
        return up;
    }

    /** Bytes that came from the server. */
    synchronized long down() {
        return down;
    }

    /** Breaks once, when the client has sent so many bytes more. */
    synchronized void breakUpAfter(long bytes, Runnable then) {
        upTo = up + bytes;
        breaking = then;
    }

    /** Breaks once, when the server has sent so many bytes more. */
    synchronized void breakDownAfter(long bytes, Runnable then) {
        downTo = down + bytes;
        breaking = then;
    }

    /** From now on it is a slow one. */
    void slowDown() {
        pauseMillis = 3;
    }

    private synchronized boolean isCut(boolean upwards, int bytes) {
        if (upwards) {
            up += bytes;
        } else {
            down += bytes;
        }
        if (up < upTo && down < downTo) {
            return false;
        }
        upTo = Long.MAX_VALUE;
        downTo = Long.MAX_VALUE;
        return true;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                try {
                    Socket to = new Socket(InetAddress.getLoopbackAddress(), server);
                    sockets.add(client);
                    sockets.add(to);
                    daemon(() -> pass(true, client, to));
                    daemon(() -> pass(false, to, client));
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

    private void pass(boolean upwards, Socket from, Socket to) {
        byte[] bytes = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (isCut(upwards, read)) {
                    from.close();
                    to.close();
                    breaking.run();
                    return;
                }
                out.write(bytes, 0, read);
                Thread.sleep(pauseMillis);
            }
        } catch (IOException | InterruptedException e) {
            // The other direction has closed it.
            return;
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
