package dev.framespan.worker.http;

import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Files of a store that were hashed a moment ago and have not changed since. A file is hashed before it is shown, and not again for each
 * of a thousand callers who ask for it at once.
 */
public final class VerifiedFiles {
    private static final Duration MOMENT = Duration.ofMinutes(1);
    private static final int MOST = 256;

    private final Store store;
    private final Clock clock;
    private final ConcurrentMap<String, VerifiedFile> files = new ConcurrentHashMap<>();

    public VerifiedFiles(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The file of an asset, whole; empty where there is none or it is damaged. */
    Optional<Path> find(String sha256, MediaType type) {
        if (files.size() > MOST) {
            files.clear();
        }
        String name = sha256 + "." + type.extension();
        VerifiedFile file = files.compute(
                name,
                (key, known) -> known != null && known.isUnchanged(clock.instant()) ? known : hashed(sha256, type));
        return Optional.ofNullable(file).map(VerifiedFile::path);
    }

    private VerifiedFile hashed(String sha256, MediaType type) {
        return store.find(sha256, type).flatMap(this::verified).orElse(null);
    }

    private Optional<VerifiedFile> verified(Path file) {
        try {
            return Optional.of(
                    new VerifiedFile(file, FileState.of(file), clock.instant().plus(MOMENT)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private record VerifiedFile(Path path, FileState state, Instant until) {
        boolean isUnchanged(Instant now) {
            try {
                return now.isBefore(until) && FileState.of(path).equals(state);
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** What changes when a file is written to or replaced. */
    private record FileState(long size, Instant modified, Object key) {
        static FileState of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileState(
                    attributes.size(), attributes.lastModifiedTime().toInstant(), attributes.fileKey());
        }
    }
}
