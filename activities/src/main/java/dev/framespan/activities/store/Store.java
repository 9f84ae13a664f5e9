package dev.framespan.activities.store;

import dev.framespan.asset.Asset;
import dev.framespan.asset.MediaType;
import java.io.IOException;
import java.io.InputStream;
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
    /** The store's identity, the same for everybody who opens it. */
    String id();

    /**
     * Writes a record that nobody wrote before.
     *
     * @return false when the key exists already; what it holds is left as it is
     */
    boolean create(String key, byte[] content) throws IOException;

    /** Writes a record, whole or not at all, in place of what the key held. */
    void replace(String key, byte[] content) throws IOException;

    Optional<byte[]> read(String key) throws IOException;

    /** Takes a record away, where there is one; after a crash of the machine it may be there again. */
    void remove(String key) throws IOException;

    /** The keys directly below a folder, in alphabetical order; none when there is no such folder. */
    List<String> list(String folder) throws IOException;

    /**
     * Keeps what a stream holds as an asset. A stream longer than the cap leaves nothing behind.
     *
     * @param cap largest number of bytes taken
     * @throws TooLargeException when the stream goes on beyond the cap
     */
    Asset keep(InputStream content, long cap, MediaType type) throws IOException;

    /** Keeps a finished file of {@link #scratch()} as an asset and takes the file away. */
    Asset keep(Path file, MediaType type) throws IOException;

    boolean has(Asset asset) throws IOException;

    /**
     * A local file with the asset's bytes, for reading only.
     *
     * @throws java.nio.file.NoSuchFileException when the store does not hold it
     */
    Path file(Asset asset) throws IOException;

    /** Whether so many bytes can still be written; a store that cannot tell says yes. */
    boolean hasRoom(long bytes) throws IOException;

    /** A folder for files in the making, on the file system of the assets. Whoever makes one there takes it away. */
    Path scratch() throws IOException;
}
