package dev.framespan.starter.lock;

import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.ProcessLock;
import dev.framespan.starter.exit.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * The right to say otherwise what a shot of a film is, which one process has at a time: each plans the whole film with all that was said before
 * it, and a film that heard of two plans of the same moment would know one of the two.
 */
public final class AnswerLock implements AutoCloseable {
    // Longer than a film takes to answer.
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long BETWEEN_TRIES = 50;

    private final ProcessLock lock;

    private AnswerLock(ProcessLock lock) {
        this.lock = lock;
    }

    /**
     * Waits until no other process has it.
     *
     * @param store the store's folder
     * @throws UserError when another process does not come to an end, or the file cannot be written
     */
    public static AnswerLock take(Path store, String film) {
        Path file = store.resolve("films").resolve(film).resolve("answer-lock");
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            Files.createDirectories(file.getParent());
            while (true) {
                Optional<ProcessLock> lock = ProcessLock.exclusive(file, StandardOpenOption.CREATE);
                if (lock.isPresent()) {
                    return new AnswerLock(lock.get());
                }
                if (System.nanoTime() > until) {
                    throw UserError.failed("another command answers the film " + film
                            + " and does not come to an end: end it, then try again; nothing was changed");
                }
                Thread.sleep(BETWEEN_TRIES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UserError.failed("interrupted before the film " + film + " was answered; nothing was changed");
        } catch (IOException e) {
            throw UserError.refused(file + ": cannot be locked (" + IoReason.of(e) + "); nothing was changed", e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // It ends with the process, if not here.
            return;
        }
    }
}
