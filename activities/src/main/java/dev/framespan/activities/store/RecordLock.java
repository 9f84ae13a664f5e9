package dev.framespan.activities.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The right to change one record, by a file beside it. */
final class RecordLock {
    /** A holder needs it no longer than a write to the disk takes, unless its process stands still. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private RecordLock() {}

    /** @throws Records.BusyException when another one has it for longer, or this thread is interrupted */
    static FileMutex of(Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        try {
            return FileMutex.take(beside, LONGEST).orElseThrow(() -> busy(file));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy(file);
        }
    }

    private static Records.BusyException busy(Path file) {
        return new Records.BusyException("another process is changing " + file.getFileName());
    }
}
