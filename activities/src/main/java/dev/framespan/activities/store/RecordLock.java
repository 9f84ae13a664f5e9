package dev.framespan.activities.store;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
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
    private final ProcessLock lock;

    private RecordLock(ReentrantLock here, ProcessLock lock) {
        this.here = here;
        this.lock = lock;
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

    private static ProcessLock locked(Path file, long until) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        try {
            while (true) {
                Optional<ProcessLock> lock = ProcessLock.exclusive(beside, StandardOpenOption.CREATE);
                if (lock.isPresent()) {
                    return lock.get();
                }
                if (System.nanoTime() > until) {
                    throw busy(file);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy(file);
        }
    }

    private static Store.BusyException busy(Path file) {
        return new Store.BusyException("another process is changing " + file.getFileName());
    }

    @Override
    public void close() throws IOException {
        try {
            lock.close();
        } finally {
            here.unlock();
        }
    }
}
