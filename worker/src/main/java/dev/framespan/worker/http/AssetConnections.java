package dev.framespan.worker.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The connections that are open to the asset server, how many there may be and how long each may take. No thread and no timer
 * belongs to one of them. Not for several threads at once.
 */
public final class AssetConnections {
    /** So many connections are held at once; one beyond that takes the place of the one that is used least. */
    static final int MOST = 256;

    private static final long SECOND = 1_000_000_000L;
    // From the connection's first moment, also where a byte comes now and then.
    private static final long REQUEST = 5 * SECOND;
    private static final long SILENCE = 30 * SECOND;
    // Bytes a second over the whole answer: 30 MB come in half an hour over the slowest line that is waited for.
    private static final long SLOWEST = 16_384;
    // So long may a slow line pause before its place counts as unused.
    private static final long PAUSE = 2 * SECOND;

    private final LongSupplier nanos;
    private final Set<Connection> connections = new HashSet<>();

    /** @param nanos a clock that only goes forward, in nanoseconds */
    public AssetConnections(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @param end closes the connection at once, whatever is still to be written */
    Connection opened(Runnable end) {
        if (connections.size() >= MOST) {
            idlest().ifPresent(Connection::end);
        }
        Connection connection = new Connection(end, nanos.getAsLong());
        connections.add(connection);
        return connection;
    }

    /** Ends those that have had their time. */
    void sweep() {
        long now = nanos.getAsLong();
        new ArrayList<>(connections)
                .stream().filter(connection -> connection.isOver(now)).toList().forEach(Connection::end);
    }

    int open() {
        return connections.size();
    }

    /** The one with the oldest request that is not whole, or answer that is not taken; else the one that took some longest ago. */
    private Optional<Connection> idlest() {
        long now = nanos.getAsLong();
        Comparator<Connection> longest = Comparator.comparingLong(connection -> connection.moved - now);
        return connections.stream()
                .filter(connection -> connection.isIdle(now))
                .min(longest)
                .or(() -> connections.stream().min(longest));
    }

    /** One connection, with one request and one answer. */
    public final class Connection {
        private final Runnable end;
        private boolean requested;
        private long answered;
        private long moved;
        private long taken;

        private Connection(Runnable end, long now) {
            this.end = end;
            this.moved = now;
        }

        /** Its request has come, whole. */
        void requestReceived() {
            requested = true;
            moved = nanos.getAsLong();
            answered = moved;
        }

        /** The client has taken some of the answer. */
        void bytesTaken(int bytes) {
            taken += bytes;
            moved = nanos.getAsLong();
        }

        /** It is closed. */
        void closed() {
            connections.remove(this);
        }

        private void end() {
            connections.remove(this);
            end.run();
        }

        private boolean isIdle(long now) {
            return !requested || now - moved > PAUSE;
        }

        private boolean isOver(long now) {
            if (!requested) {
                return now - moved > REQUEST;
            }
            long owed = (now - answered - SILENCE) / SECOND * SLOWEST;
            return now - moved > SILENCE || taken < owed;
        }
    }
}
