package dev.framespan.starter.lock;

import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.ProcessLock;
import dev.framespan.starter.exit.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The right to work on a film of a store, which one process has; or the right to follow it on a Temporal server, which many share. The
 * operating system gives it, and takes it back with the process, however that ends: a file that is left behind says nothing.
 */
public final class FilmLock implements AutoCloseable {
    // A process that closes any channel on a file loses every lock it has on it: there is one channel, and none is
    // opened beside it.
    private static final Map<Path, Held> HERE = new HashMap<>();

    private final Path file;
    private boolean closed;

    /** What this process holds, and how often. */
    private static final class Held {
        private final ProcessLock lock;
        private final boolean shared;
        private int holders = 1;

        private Held(ProcessLock lock, boolean shared) {
            this.lock = lock;
            this.shared = shared;
        }
    }

    private FilmLock(Path file) {
        this.file = file;
    }

    /**
     * To work on it.
     *
     * @param store the store's folder
     * @return empty while another process works on the film, or follows it on a server
     */
    public static Optional<FilmLock> take(Path store, String film) {
        return acquire(store, film, false);
    }

    /**
     * To follow it on a Temporal server.
     *
     * @param store the store's folder
     * @return empty while a process works on the film itself
     */
    public static Optional<FilmLock> share(Path store, String film) {
        return acquire(store, film, true);
    }

    /** Whether those who keep {@link #take} from having it follow the film on a server. */
    public static boolean isShared(Path store, String film) {
        Optional<FilmLock> lock = share(store, film);
        lock.ifPresent(FilmLock::close);
        return lock.isPresent();
    }

    /**
     * Whether a process works on the film itself right now. Where no film was begun, nothing is made by looking; where the store may only
     * be read, it is not known, and taken for no.
     */
    public static boolean isTaken(Path store, String film) {
        if (!Files.isWritable(file(store, film))) {
            return false;
        }
        Optional<FilmLock> lock = share(store, film);
        lock.ifPresent(FilmLock::close);
        return lock.isEmpty();
    }

    private static Path file(Path store, String film) {
        return store.resolve("films").resolve(film).resolve("lock");
    }

    private static Optional<FilmLock> acquire(Path store, String film, boolean shared) {
        Path file = file(store, film);
        try {
            Path folder = Files.createDirectories(file.getParent()).toRealPath();
            return acquire(folder.resolve("lock"), shared);
        } catch (IOException e) {
            throw UserError.refused(
                    file + ": the film's lock cannot be had (" + IoReason.of(e) + "); name another store with --store",
                    e);
        }
    }

    private static Optional<FilmLock> acquire(Path file, boolean shared) throws IOException {
        synchronized (HERE) {
            Held held = HERE.get(file);
            if (held != null) {
                if (!held.shared || !shared) {
                    return Optional.empty();
                }
                held.holders++;
                return Optional.of(new FilmLock(file));
            }
            Optional<ProcessLock> lock =
                    shared ? ProcessLock.shared(file) : ProcessLock.exclusive(file, StandardOpenOption.CREATE);
            lock.ifPresent(had -> HERE.put(file, new Held(had, shared)));
            return lock.map(had -> new FilmLock(file));
        }
    }

    @Override
    public void close() {
        synchronized (HERE) {
            Held held = HERE.get(file);
            if (closed || held == null) {
                return;
            }
            closed = true;
            if (--held.holders > 0) {
                return;
            }
            HERE.remove(file);
            try {
                held.lock.close();
            } catch (IOException e) {
                // The operating system takes the lock back with the process.
                return;
            }
        }
    }
}
