package dev.framespan.activities.crash;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Every place between two effects on the world, in the order in which a film comes to them. There a test lets this process die as if the machine
 * had lost its power, or stand still as if the machine slept: {@code -Dframespan.crash-at=claimed:3} halts it when it comes to {@link #CLAIMED}
 * for the third time, {@code -Dframespan.freeze-at=sending:1} stops all of it until another process continues it. Without these properties nothing
 * happens. Tests kill a worker at each of these, so that a new one is proven by being here.
 */
public enum CrashPoint {
    /** A submission is about to be claimed in the ledger. */
    CLAIMING,
    /** The index knows of the claim; the ledger does not. */
    INDEXED,
    /** It is claimed; nobody has said that it is being sent. */
    CLAIMED,
    /** The ledger says that it is being sent; no byte has left. */
    SENDING,
    /** The request is with the provider; its answer is coming and was not read. */
    POSTED,
    /** The sound that a text was answered with is coming, and is not in the store. */
    ANSWERED,
    /** The answer is read, and written down nowhere. */
    SENT,
    /** The ledger has the task's id; nobody else was told. */
    SUBMITTED,
    /** Permit and circuit breaker know, too; Temporal does not know that the activity is over. */
    SUBMISSION_OVER,
    /** Temporal knows the task; its state is about to be asked for. */
    LOOKING,
    /** The provider has said how the task stands; nothing has followed from that. */
    LOOKED,
    /** The permit of a task that has ended is given back; Temporal does not know that the activity is over. */
    SETTLED,
    /** A result's link is known; the download has not begun. */
    DOWNLOADING,
    /** An asset's bytes are on the disk, without its name: of whatever is kept. */
    KEEPING,
    /** A result is in the store; Temporal does not know that the activity is over. */
    FETCHED,
    /** A result is about to be decoded. */
    DECODING,
    /** It is decoded; the ledger does not know. */
    DECODED,
    /** The ledger says that the purchase is completed; Temporal does not know that the activity is over. */
    COMPLETED,
    /** A clip is about to be encoded in the film's format. */
    CONFORMING,
    /** It is encoded, into a file that is not the store's yet. */
    CONFORMED,
    /** All is decided about a film's joins; its file is about to be written. */
    JOINING,
    /** The film is written, into a file that is not the store's yet. */
    JOINED,
    /** The film and what is told of its joins are in the store; Temporal does not know that the activity is over. */
    ASSEMBLED,
    /** A film's receipt is about to be drawn up. */
    ACCOUNTING,
    /** The receipt is in the store; the film's folder does not say that it has ended. */
    ACCOUNTED,
    /** The film's folder says that it has ended; Temporal does not know that the activity is over. */
    CLOSED;

    private static final Place CRASH = Place.of("framespan.crash-at");
    private static final Place FREEZE = Place.of("framespan.freeze-at");

    /** Its name for the properties: {@code submission-over}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Says that this process comes to it. */
    public void passing() {
        if (CRASH.isReached(this)) {
            Runtime.getRuntime().halt(137);
        }
        if (FREEZE.isReached(this)) {
            freeze();
        }
    }

    private static void freeze() {
        String self = Long.toString(ProcessHandle.current().pid());
        try {
            new ProcessBuilder("kill", "-STOP", self).start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("this process cannot be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A point, and for which time it is come to. */
    private record Place(String word, int times, AtomicInteger passed) {
        static Place of(String property) {
            String[] wanted = System.getProperty(property, "").split(":", 2);
            return new Place(wanted[0], wanted.length > 1 ? Integer.parseInt(wanted[1]) : 1, new AtomicInteger());
        }

        boolean isReached(CrashPoint point) {
            return !word.isEmpty() && word.equals(point.word()) && passed.incrementAndGet() == times;
        }
    }
}
