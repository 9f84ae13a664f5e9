package dev.framespan.activities.store;

import java.io.IOException;

/** A store that is not at work: another copy of it is, or none yet. The message says which. */
public final class SealedException extends IOException {
    private static final long serialVersionUID = 1L;

    public SealedException(String message) {
        super(message);
    }

    /** @throws SealedException where a store is not at work */
    public static void requireAtWork(Standing standing) throws SealedException {
        if (!standing.isAtWork()) {
            throw new SealedException(standing.hindrance().orElseThrow());
        }
    }

    /** @throws SealedException where a store has become another one since it was opened */
    public static void requireSame(String opened, String found) throws SealedException {
        if (!opened.equals(found)) {
            throw new SealedException("it has become another store since it was opened; run the same command again");
        }
    }
}
