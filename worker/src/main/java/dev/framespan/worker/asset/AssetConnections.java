package dev.framespan.worker.asset;

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
    /** So many connections are held at once; who comes beyond that takes the place of whoever uses its own least. */
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
    private final Set<Visit> visits = new HashSet<>();

    /** @param nanos a clock that only goes forward, in nanoseconds */
    public AssetConnections(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @param end closes the connection at once, whatever is still to be written */
    Visit arrive(Runnable end) {
        if (visits.size() >= MOST) {
            idlest().ifPresent(Visit::end);
        }
        Visit visit = new Visit(end, nanos.getAsLong());
        visits.add(visit);
        return visit;
    }

    /** Ends those that have had their time. */
    void sweep() {
        long now = nanos.getAsLong();
        new ArrayList<>(visits)
                .stream().filter(visit -> visit.isOver(now)).toList().forEach(Visit::end);
    }

    int open() {
        return visits.size();
    }

    /** Who has waited longest with a question half asked or an answer not taken; else who took some of it longest ago. */
    private Optional<Visit> idlest() {
        long now = nanos.getAsLong();
        Comparator<Visit> longest = Comparator.comparingLong(visit -> visit.moved - now);
        return visits.stream().filter(visit -> visit.isIdle(now)).min(longest).or(() -> visits.stream()
                .min(longest));
    }

    /** One connection, which asks one question and takes one answer. */
    public final class Visit {
        private final Runnable end;
        private boolean asked;
        private long answered;
        private long moved;
        private long taken;

        private Visit(Runnable end, long now) {
            this.end = end;
            this.moved = now;
        }

        /** Its question is there, whole. */
        void asks() {
            asked = true;
            moved = nanos.getAsLong();
            answered = moved;
        }

        /** It has taken some of its answer. */
        void takes(int bytes) {
            taken += bytes;
            moved = nanos.getAsLong();
        }

        /** Its connection is closed. */
        void leaves() {
            visits.remove(this);
        }

        private void end() {
            visits.remove(this);
            end.run();
        }

        private boolean isIdle(long now) {
            return !asked || now - moved > PAUSE;
        }

        private boolean isOver(long now) {
            if (!asked) {
                return now - moved > REQUEST;
            }
            long owed = (now - answered - SILENCE) / SECOND * SLOWEST;
            return now - moved > SILENCE || taken < owed;
        }
    }
}
