package dev.framespan.starter.film;

import dev.framespan.activities.store.Reason;
import dev.framespan.starter.exit.Complaint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The right to work on a film of a store. The operating system gives it to one process, and takes it back with that process. */
public final class FilmLock implements AutoCloseable {
    private final FileChannel channel;

    private FilmLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @param store the store's folder
     * @return empty while somebody else works on the film
     */
    public static Optional<FilmLock> take(Path store, String film) {
        Path file = store.resolve("films").resolve(film).resolve("lock");
        try {
            Files.createDirectories(file.getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return Optional.of(new FilmLock(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw Complaint.refused(
                    file + ": the film's lock cannot be had (" + Reason.of(e) + "); name another store with --store",
                    e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The operating system takes the lock back with the process.
            return;
        }
    }
}
