package dev.framespan.activities.store;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where everything that was made, bought or decided is kept: small <em>records</em> under keys, and <em>assets</em> under the
 * hash of their bytes. What a method has returned for survives a crash of the machine.
 *
 * <p>Keys are relative paths of {@code [A-Za-z0-9._-]} parts, joined with {@code /}.
 */
public interface Store {
    /** The last part of a key. */
    static String name(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** The store's identity, the same for every process that opens it. */
    String id();

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

    /** The keys directly below a folder, in alphabetical order; none when there is no such folder. */
    List<String> list(String folder) throws IOException;

    /**
     * Keeps what a stream holds as an asset. A stream longer than the cap leaves nothing behind.
     *
     * @param cap largest number of bytes taken
     * @throws TooLargeException when the stream goes on beyond the cap
     */
    Asset keep(InputStream content, long cap, MediaType type) throws IOException;

    /** Keeps a finished file of {@link #scratch()} as an asset and takes the file away. A damaged one of the same name is repaired. */
    Asset keep(Path file, MediaType type) throws IOException;

    /** Whether the store holds a file of the asset's name and size. Its bytes are not looked at: see {@link #isIntact(Asset)}. */
    boolean has(Asset asset) throws IOException;

    /** Whether the store holds the asset with exactly its bytes, read just now. A damaged one is set aside and not there any more. */
    boolean isIntact(Asset asset) throws IOException;

    /**
     * A local file with exactly the asset's bytes, read just now; for reading only.
     *
     * @throws java.nio.file.NoSuchFileException when the store does not hold it
     * @throws DamagedAssetException when its bytes are others; it is set aside and not there any more
     */
    Path file(Asset asset) throws IOException;

    /**
     * Copies an asset's bytes, hashing them on their way.
     *
     * @throws java.nio.file.NoSuchFileException when the store does not hold it
     * @throws DamagedAssetException after the last byte, when they were others: what was copied is no use
     */
    void copy(Asset asset, OutputStream out) throws IOException;

    /** A small asset's bytes, as by {@link #copy}. */
    default byte[] bytes(Asset asset) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        copy(asset, bytes);
        return bytes.toByteArray();
    }

    /** Whether so many bytes can still be written; a store that cannot tell says yes. */
    boolean hasRoom(long bytes) throws IOException;

    /**
     * This process's folder for files in the making, on the file system of the assets. The caller that makes one there deletes it; what
     * a killed process leaves, the next process deletes.
     */
    Path scratch() throws IOException;

    /** What becomes of a record. */
    @FunctionalInterface
    interface Change {
        Optional<byte[]> of(Optional<byte[]> held) throws IOException;
    }

    /** Another process is at the same record, and does not end. */
    final class BusyException extends IOException {
        private static final long serialVersionUID = 1L;

        public BusyException(String message) {
            super(message);
        }
    }
}
