package dev.framespan.activities.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Small named pieces of what was bought or decided. What a method has returned for survives a crash of the machine, and a record is
 * never seen half, whenever its writer is killed.
 *
 * <p>Keys are relative paths of {@code [A-Za-z0-9._-]} parts, joined with {@code /}.
 */
public interface Records {
    /** @throws IllegalArgumentException when it is none */
    static String needKey(String key) {
        if (!key.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")) {
            throw new IllegalArgumentException("not a key of a store: " + key);
        }
        return key;
    }

    /**
     * Writes a record that no process wrote before.
     *
     * @return false when the key exists already; what it holds is left as it is
     */
    boolean create(String key, byte[] content) throws IOException;

    /** Writes a record, whole or not at all, in place of what the key held. */
    void replace(String key, byte[] content) throws IOException;

    /**
     * Changes a record: between the reading and the writing no other thread or process changes it with this method.
     *
     * @param change gets what the key holds, and gives what it is to hold from now on; empty leaves everything as it is. It is
     *     called once and may itself throw
     * @throws BusyException when another process holds the record for longer than a few seconds
     */
    void update(String key, Change change) throws IOException;

    /** Takes a record away. Only for the caller that has written it, where no other caller takes it away. */
    void remove(String key) throws IOException;

    Optional<byte[]> read(String key) throws IOException;

    /**
     * The keys directly below a folder, in alphabetical order; none when there is no such folder.
     *
     * @param folder empty for the folder of all
     */
    List<String> list(String folder) throws IOException;

    /** What becomes of a record. */
    @FunctionalInterface
    interface Change {
        Optional<byte[]> of(Optional<byte[]> held) throws IOException;
    }

    /** Another process is at the same thing, and does not end. */
    final class BusyException extends IOException {
        private static final long serialVersionUID = 1L;

        public BusyException(String message) {
            super(message);
        }

        /** The one that {@link Store#takeAlone} lets in does not end. */
        public static BusyException whileAnotherIsAlone() {
            return new BusyException(
                    "another process works on it alone, such as framespan store gc or copy; try again when that has ended");
        }
    }
}
