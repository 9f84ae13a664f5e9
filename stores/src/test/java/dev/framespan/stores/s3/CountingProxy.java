package dev.framespan.stores.s3;

import dev.framespan.stores.TcpProxy;
import java.io.IOException;
import java.net.URI;

/** Counts what clients and a server say to each other, and breaks off when a test says so. */
final class CountingProxy extends TcpProxy {
    private volatile Runnable breaking = () -> {};
    private long upTo = Long.MAX_VALUE;
    private long downTo = Long.MAX_VALUE;
    private volatile long pauseMillis;
    private long up;
    private long down;

    CountingProxy(int server) throws IOException {
        super(server);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
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

    @Override
    protected Passage passage(Side speaker, int bytes) throws InterruptedException {
        Thread.sleep(pauseMillis);
        return isCut(speaker, bytes) ? new Passage(0, true) : new Passage(bytes, false);
    }

    private synchronized boolean isCut(Side speaker, int bytes) {
        if (speaker == Side.CLIENT) {
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

    @Override
    protected void cut() {
        breaking.run();
    }
}
