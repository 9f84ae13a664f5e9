package dev.framespan.activities.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to change one record. The operating system's lock on a file beside the record keeps other processes out, and ends with its
 * holder; it knows no threads, so a lock of this process comes before it.
 */
final class RecordLock implements AutoCloseable {
    /** A holder needs it no longer than a write to the disk takes, unless its process stands still. */
    private static final long SECONDS = 5;

    private static final long PAUSE_MILLIS = 5;
    private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    private final ReentrantLock here;
    private final FileChannel channel;

    private RecordLock(ReentrantLock here, FileChannel channel) {
        this.here = here;
        this.channel = channel;
    }

    static RecordLock of(Path file) throws IOException {
        ReentrantLock here = HERE.computeIfAbsent(file, path -> new ReentrantLock());
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        try {
            if (!here.tryLock(SECONDS, TimeUnit.SECONDS)) {
                throw busy(file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy(file);
        }
        try {
            return new RecordLock(here, locked(file, until));
        } catch (IOException | RuntimeException e) {
            here.unlock();
            throw e;
        }
    }

    private static FileChannel locked(Path file, long until) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            for (FileLock lock = channel.tryLock(); lock == null; lock = channel.tryLock()) {
                if (System.nanoTime() > until) {
                    throw busy(file);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            return channel;
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw busy(file);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Store.BusyException busy(Path file) {
        return new Store.BusyException("another process is changing " + file.getFileName());
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            here.unlock();
        }
    }
}
