package dev.framespan.worker.asset;

import dev.framespan.activities.store.DirectoryStore;
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

    private final DirectoryStore store;
    private final Clock clock;
    private final ConcurrentMap<String, Sound> files = new ConcurrentHashMap<>();

    public VerifiedFiles(DirectoryStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The file of an asset, whole; empty where there is none or it is damaged. */
    Optional<Path> find(String sha256, MediaType type) {
        if (files.size() > MOST) {
            files.clear();
        }
        String name = sha256 + "." + type.extension();
        Sound sound = files.compute(
                name, (key, known) -> known != null && known.isAsItWas(clock.instant()) ? known : hashed(sha256, type));
        return Optional.ofNullable(sound).map(Sound::path);
    }

    private Sound hashed(String sha256, MediaType type) {
        return store.find(sha256, type).flatMap(this::seen).orElse(null);
    }

    private Optional<Sound> seen(Path file) {
        try {
            return Optional.of(new Sound(file, Look.at(file), clock.instant().plus(MOMENT)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private record Sound(Path path, Look look, Instant until) {
        boolean isAsItWas(Instant now) {
            try {
                return now.isBefore(until) && Look.at(path).equals(look);
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** What changes when a file is written to or replaced. */
    private record Look(long size, Instant modified, Object key) {
        static Look at(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Look(attributes.size(), attributes.lastModifiedTime().toInstant(), attributes.fileKey());
        }
    }
}
