package dev.framespan.activities.store;

/** A store that cannot be used as it is: a newer version, a folder that cannot be written. The message says the remedy. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isAway;

    public StoreException(String message, Throwable cause) {
        this(message, cause, false);
    }

    public StoreException(String message) {
        this(message, null);
    }

    private StoreException(String message, Throwable cause, boolean isAway) {
        super(message, cause);
        this.isAway = isAway;
    }

    /** A server of the store does not answer now: the same can succeed later. */
    public static StoreException away(String message, Throwable cause) {
        return new StoreException(message, cause, true);
    }

    /** Whether the same can succeed later, with nothing changed. */
    public boolean isAway() {
        return isAway;
    }

    /** A store that a newer version has written. */
    public static StoreException newer(String store, int format, int read) {
        return new StoreException(store + ": this store has format " + format
                + ", and this version of Framespan reads format " + read
                + "; use the newer Framespan that wrote it, or another store with --store");
    }
}
