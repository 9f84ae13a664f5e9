package dev.framespan.activities.assembly;

import dev.framespan.activities.store.DamagedAssetException;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.FailureKind;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The files of a store that cutting reads, and those that it writes on the way. */
final class CutFiles {
    private final Store store;

    CutFiles(Store store) {
        this.store = store;
    }

    /**
     * A clip that was damaged since it was bought or conformed is had anew by the next render, which looks it up.
     *
     * @param whose for the message: "shot gull: ", or nothing
     */
    Path intact(Asset clip, String whose) throws IOException {
        return intact(clip, whose, "its clip");
    }

    /** @param what for the message: "its clip", "the sound" */
    Path intact(Asset asset, String whose, String what) throws IOException {
        try {
            return store.file(asset);
        } catch (NoSuchFileException | DamagedAssetException e) {
            throw ApplicationFailure.newNonRetryableFailure(
                    whose + what
                            + " is missing from the store or damaged there; render again, and it is had anew without"
                            + " paying",
                    FailureKind.MEDIA.name());
        }
    }

    Scratch scratch(MediaType type) throws IOException {
        return new Scratch(store.scratch().resolve(UUID.randomUUID() + "." + type.extension()));
    }

    /** A folder, which is there. */
    Scratch folder() throws IOException {
        return new Scratch(
                Files.createDirectory(store.scratch().resolve(UUID.randomUUID().toString())));
    }

    /** @return the file's bytes, which are the store's now */
    Asset keep(Path file, MediaType type) throws IOException {
        return store.keep(file, type);
    }

    /** A file or folder in the making, which is gone afterwards unless the store has taken it. */
    record Scratch(Path file) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (Files.isDirectory(file)) {
                try (Stream<Path> inside = Files.list(file)) {
                    for (Path each : List.copyOf(inside.toList())) {
                        Files.deleteIfExists(each);
                    }
                }
            }
            Files.deleteIfExists(file);
        }
    }
}
