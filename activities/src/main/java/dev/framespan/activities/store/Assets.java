package dev.framespan.activities.store;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Bytes under their hash, which never change. What a method has returned for survives a crash of the machine, and no asset is ever seen
 * half, whenever the process that keeps it is killed.
 */
public interface Assets {
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
     * As {@link #file(Asset)}, of an asset of which only the name is known.
     *
     * @return empty where there is none, or it is damaged, or the store cannot be asked
     */
    Optional<Path> find(String sha256, MediaType type);

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

    /** Shows every asset that is there, and what was set aside as damaged, in the order of their hashes. Their bytes are not looked at. */
    void visit(Visitor visitor) throws IOException;

    /** The SHA-256 of what is really there under an asset's name, or was set aside from there. */
    String hash(StoredAsset stored) throws IOException;

    /**
     * Takes an asset away, or what was set aside from it. Only for the one that works on the store alone.
     *
     * @return false when it is not there any more, or was kept anew since it was seen
     */
    boolean discard(StoredAsset stored) throws IOException;

    /** Whether so many bytes can still be written; a store that cannot tell says yes. */
    boolean hasRoom(long bytes) throws IOException;

    /**
     * A link by which whoever has it can read an asset, and only that, until the time is over. It is a secret: never in a message or a log.
     *
     * @param time at most a week
     * @return empty where the store hands out none
     */
    default Optional<URI> link(Asset asset, Duration time) throws IOException {
        return Optional.empty();
    }

    /**
     * This process's folder for files in the making, on the file system of the assets. The caller that makes one there deletes it; what
     * a killed process leaves, the next process deletes.
     */
    Path scratch() throws IOException;

    /** Sees what a store holds. */
    @FunctionalInterface
    interface Visitor {
        void see(StoredAsset stored) throws IOException;
    }
}
