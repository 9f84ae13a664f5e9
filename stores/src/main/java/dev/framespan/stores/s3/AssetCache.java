package dev.framespan.stores.s3;

import dev.framespan.activities.store.ScratchFiles;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies of assets on this machine, {@code cache/<first two>/<hash>.<extension>}, for all its processes. They may vanish at any moment; what was
 * used least recently goes first when others need its room.
 *
 * <p>Who gets one gets another name of it, a hard link in the process's own folder of {@code scratch/}: whoever takes the copy away, the bytes
 * stay for the job that reads them, and when its process is killed the next to come sweeps the link with all else. A file with more
 * than one name is in use and stays. Nobody says when a job is over; a link goes when no job can last any more, by a clock that cannot jump.
 */
final class AssetCache {
    private final Path root;
    private final Path folder;
    private final long bound;
    private final Duration job;
    private final Clock clock;
    private final Map<Path, Long> lent = new HashMap<>();

    /**
     * @param bound bytes of all copies; what is in use is not counted out, and may be more
     * @param job how long what is lent is in use, at most
     */
    AssetCache(Path root, long bound, Duration job, Clock clock) {
        this.root = root;
        this.folder = root.resolve("cache");
        this.bound = bound;
        this.job = job;
        this.clock = clock;
    }

    /** A copy under a name of this process's own, not hashed; empty where there is none. */
    synchronized Optional<Path> lend(String fileName) throws IOException {
        Path own = own(fileName);
        Path cached = cached(fileName);
        try {
            Files.createLink(own, cached);
        } catch (FileAlreadyExistsException e) {
            // Lent before.
            lent.put(own, System.nanoTime());
            return Optional.of(own);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        lent.put(own, System.nanoTime());
        Files.setLastModifiedTime(own, FileTime.from(clock.instant()));
        return Optional.of(own);
    }

    /** Moves a whole file into the cache, and lends it. */
    synchronized Path lend(Path file, String fileName) throws IOException {
        Path own = own(fileName);
        Files.deleteIfExists(own);
        Files.createLink(own, file);
        lent.put(own, System.nanoTime());
        put(file, fileName);
        return own;
    }

    /** Moves a whole file into the cache. */
    synchronized void put(Path file, String fileName) throws IOException {
        makeRoom(Files.size(file));
        Path cached = cached(fileName);
        Files.createDirectories(cached.getParent());
        Files.move(file, cached, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes a copy away that is damaged, or of no use any more. */
    synchronized void drop(String fileName) throws IOException {
        Path own = own(fileName);
        lent.remove(own);
        Files.deleteIfExists(own);
        Files.deleteIfExists(cached(fileName));
    }

    private void makeRoom(long bytes) throws IOException {
        giveBack();
        List<Copy> copies = copies();
        long total = bytes + copies.stream().mapToLong(Copy::bytes).sum();
        copies.sort(Comparator.comparing(Copy::usedAt));
        for (Copy copy : copies) {
            if (total <= bound) {
                return;
            }
            if (!copy.inUse()) {
                Files.deleteIfExists(copy.file());
                total -= copy.bytes();
            }
        }
    }

    /** Takes the names away of what was lent for longer than a job lasts. */
    private void giveBack() throws IOException {
        List<Path> over = lent.entrySet().stream()
                .filter(entry -> System.nanoTime() - entry.getValue() > job.toNanos())
                .map(Map.Entry::getKey)
                .toList();
        for (Path own : over) {
            Files.deleteIfExists(own);
            lent.remove(own);
        }
    }

    private record Copy(Path file, long bytes, FileTime usedAt, boolean inUse) {}

    private List<Copy> copies() throws IOException {
        List<Copy> copies = new ArrayList<>();
        for (Path part : names(folder)) {
            for (Path file : names(part)) {
                try {
                    BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
                    copies.add(new Copy(file, facts.size(), facts.lastModifiedTime(), isInUse(file)));
                } catch (NoSuchFileException e) {
                    // Another process has made room.
                    continue;
                }
            }
        }
        return copies;
    }

    private static boolean isInUse(Path file) throws IOException {
        try {
            return (int) Files.getAttribute(file, "unix:nlink") > 1;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            // Windows does not say. What is in use keeps its other name.
            return false;
        }
    }

    private static List<Path> names(Path folder) throws IOException {
        List<Path> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(names::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    private Path own(String fileName) throws IOException {
        return Files.createDirectories(ScratchFiles.of(root, clock).folder().resolve("lent"))
                .resolve(fileName);
    }

    private Path cached(String fileName) {
        return folder.resolve(fileName.substring(0, 2)).resolve(fileName);
    }
}
