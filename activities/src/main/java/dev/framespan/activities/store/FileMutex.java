package dev.framespan.activities.store;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread of one process of this machine at something. The operating system's lock on a file keeps other processes out, and ends
 * with its holder; it knows no threads, so a lock of this process comes before it.
 */
public final class FileMutex implements AutoCloseable {
    private static final long PAUSE_MILLIS = 5;
    private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    private final ReentrantLock here;
    private final ProcessLock lock;

    private FileMutex(ReentrantLock here, ProcessLock lock) {
        this.here = here;
        this.lock = lock;
    }

    /**
     * @param file made where there is none; its folder is there
     * @param most how long to wait for another holder
     * @return empty where another one holds it for longer
     */
    public static Optional<FileMutex> take(Path file, Duration most) throws IOException, InterruptedException {
        ReentrantLock here = HERE.computeIfAbsent(file, path -> new ReentrantLock());
        long begun = System.nanoTime();
        if (!here.tryLock(most.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        Optional<ProcessLock> lock = Optional.empty();
        try {
            lock = locked(file, begun, most.toNanos());
            return lock.map(held -> new FileMutex(here, held));
        } finally {
            if (lock.isEmpty()) {
                here.unlock();
            }
        }
    }

    private static Optional<ProcessLock> locked(Path file, long begun, long most)
            throws IOException, InterruptedException {
        while (true) {
            Optional<ProcessLock> lock = ProcessLock.exclusive(file, StandardOpenOption.CREATE);
            if (lock.isPresent() || System.nanoTime() - begun > most) {
                return lock;
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
