package dev.framespan.stores.s3;

import dev.framespan.activities.store.FileMutex;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Lets one thread of one process of this machine download an asset; the others wait for what it brings. 256 of them serve all assets. */
final class DownloadLock {
    /** As long as another one downloads: each of its calls has an end. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private DownloadLock() {}

    static FileMutex of(Path folder, String sha256) throws IOException {
        Path file = Files.createDirectories(folder).resolve(sha256.substring(0, 2));
        try {
            return FileMutex.take(file, LONGEST).orElseThrow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another one downloads " + sha256);
        }
    }
}
