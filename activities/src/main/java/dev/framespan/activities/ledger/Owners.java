package dev.framespan.activities.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which processes are alive: each holds the operating system's lock on a file of its own, and the lock ends with its holder,
 * however that ends.
 */
public final class Owners implements AutoCloseable {
    private static final String SUFFIX = ".lock";

    // A process that opens and closes a file it holds a lock on loses the lock, so it never looks at its own.
    private static final Set<String> HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final String self = UUID.randomUUID().toString();
    private final FileChannel channel;

    /** Registers this process. */
    public Owners(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        sweep();
        // Locked before it gets its name, so that nobody ever finds it free while its holder lives.
        Path unnamed = folder.resolve(self + ".new");
        channel = FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock();
        HERE.add(self);
        Files.move(unnamed, folder.resolve(self + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The name of this process in the ledger. */
    public String self() {
        return self;
    }

    /** Whether a process has ended for certain. */
    public boolean isDead(String owner) {
        if (HERE.contains(owner)) {
            return false;
        }
        Path file = folder.resolve(owner + SUFFIX);
        if (!Files.exists(file)) {
            // Its owner closed it, or somebody swept it away after it died.
            return true;
        }
        try {
            return isFree(file);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        HERE.remove(self);
        Files.deleteIfExists(folder.resolve(self + SUFFIX));
        channel.close();
    }

    private void sweep() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String owner = file.getFileName().toString().replace(SUFFIX, "");
                if (!HERE.contains(owner) && isFree(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isFree(Path file) throws IOException {
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = other.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
