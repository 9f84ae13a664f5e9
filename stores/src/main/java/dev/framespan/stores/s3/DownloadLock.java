package dev.framespan.stores.s3;

import dev.framespan.activities.store.ProcessLock;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread of one process of this machine download an asset; the others wait for what it brings. 256 of them serve all assets. */
final class DownloadLock implements AutoCloseable {
    private static final long PAUSE_MILLIS = 10;
    private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    private final ReentrantLock here;
    private final ProcessLock lock;

    private DownloadLock(ReentrantLock here, ProcessLock lock) {
        this.here = here;
        this.lock = lock;
    }

    /** Waits as long as another one downloads: each of its calls has an end. */
    static DownloadLock of(Path folder, String sha256) throws IOException {
        Path file = Files.createDirectories(folder).resolve(sha256.substring(0, 2));
        ReentrantLock here = HERE.computeIfAbsent(file, path -> new ReentrantLock());
        try {
            here.lockInterruptibly();
            try {
                return new DownloadLock(here, locked(file));
            } catch (IOException | InterruptedException | RuntimeException e) {
                here.unlock();
                throw e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another one downloads " + sha256);
        }
    }

    private static ProcessLock locked(Path file) throws IOException, InterruptedException {
        while (true) {
            Optional<ProcessLock> lock = ProcessLock.exclusive(file, StandardOpenOption.CREATE);
            if (lock.isPresent()) {
                return lock.get();
            }
            Thread.sleep(PAUSE_MILLIS);
        }
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
