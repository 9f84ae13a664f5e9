package dev.framespan.activities.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The operating system's lock on a file, which ends with its process, however that ends. It knows no threads, and a process that closes
 * any channel on the file loses it: so no process may look at a file of which it holds the lock.
 */
public final class ProcessLock implements AutoCloseable {
    // Not used once the file is locked: an interrupted thread that used it would close it, and the lock would be gone.
    private final FileChannel channel;

    private ProcessLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @param how the file is opened, beside for reading and writing
     * @return empty while another process holds it
     */
    public static Optional<ProcessLock> exclusive(Path file, OpenOption how) throws IOException {
        return tryLock(file, how, false);
    }

    /** @return empty while another process holds it exclusively */
    public static Optional<ProcessLock> shared(Path file) throws IOException {
        return tryLock(file, StandardOpenOption.CREATE, true);
    }

    /** Whether no process holds the lock of a file that exists. */
    public static boolean isFree(Path file) throws IOException {
        Optional<ProcessLock> lock = tryLock(file, StandardOpenOption.WRITE, false);
        if (lock.isPresent()) {
            lock.get().close();
        }
        return lock.isPresent();
    }

    private static Optional<ProcessLock> tryLock(Path file, OpenOption how, boolean shared) throws IOException {
        FileChannel channel = FileChannel.open(file, how, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            // Held by this process.
            return Optional.empty();
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? Optional.empty() : Optional.of(new ProcessLock(channel));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
