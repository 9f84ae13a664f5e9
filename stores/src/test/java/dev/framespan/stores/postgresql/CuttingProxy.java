package dev.framespan.stores.postgresql;

import dev.framespan.stores.TcpProxy;
import java.io.IOException;

/** Cuts a connection in the middle of what driver or server says to the other. */
final class CuttingProxy extends TcpProxy {
    private Side side;
    private long left;

    CuttingProxy(int server) throws IOException {
        super(server);
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

    @Override
    protected synchronized Passage passage(Side speaker, int bytes) {
        if (side != speaker) {
            return new Passage(bytes, false);
        }
        if (left > bytes) {
            left -= bytes;
            return new Passage(bytes, false);
        }
        side = null;
        return new Passage((int) left, true);
    }
}
