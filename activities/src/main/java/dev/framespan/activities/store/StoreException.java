package dev.framespan.activities.store;

/** A store that cannot be used as it is: a newer version, a folder that cannot be written. The message says the remedy. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }

    /** A store that a newer version has written. */
    public static StoreException newer(String store, int format, int read) {
        return new StoreException(store + ": this store has format " + format
                + ", and this version of Framespan reads format " + read
                + "; use the newer Framespan that wrote it, or another store with --store");
    }
}
