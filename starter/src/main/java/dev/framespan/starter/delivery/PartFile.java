package dev.framespan.starter.delivery;

import dev.framespan.activities.store.ProcessLock;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A file on its way to its target, {@code .<name>.<uuid>.part} beside it. Its process holds the operating
 * system's lock on it, so that the next delivery can tell what a killed one has left.
 */
final class PartFile implements AutoCloseable {
    private static final String UUIDS = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    // A file is locked microseconds after it is made.
    private static final Duration LOCKED_WITHIN = Duration.ofSeconds(2);

    // A process that opens and closes a file it holds a lock on loses the lock, so it never looks at its own.
    private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

    private final Path target;
    private final Path file;
    private final FileOutputStream out;

    private PartFile(Path target, Path file) throws IOException {
        this.target = target;
        this.file = file;
        this.out = new FileOutputStream(file.toFile());
        try {
            out.getChannel().tryLock();
        } catch (IOException e) {
            // A file system without locks, as some network mounts are: it is copied all the same, and no delivery
            // sweeps there.
            return;
        }
    }

    static PartFile of(Path target) throws IOException {
        Path file = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part")
                .toAbsolutePath();
        HERE.add(file);
        return new PartFile(target, Files.createFile(file));
    }

    OutputStream out() {
        return out;
    }

    /** Forces its bytes to disk. */
    void force() throws IOException {
        out.getFD().sync();
    }

    /** Takes its target's name. */
    void replaceTarget() throws IOException {
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes the file away unless it has become its target. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        out.close();
        HERE.remove(file);
    }

    /** Takes away what killed deliveries of the same file have left. */
    static void sweep(Path target) throws IOException {
        Pattern name = Pattern.compile(Pattern.quote("." + target.getFileName() + ".") + UUIDS + "[.]part");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                target.toAbsolutePath().getParent(),
                file -> name.matcher(file.getFileName().toString()).matches())) {
            for (Path file : files) {
                if (!HERE.contains(file) && isLeft(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isLeft(Path file) {
        try {
            BasicFileAttributes facts =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            boolean settled =
                    facts.lastModifiedTime().toInstant().isBefore(Instant.now().minus(LOCKED_WITHIN));
            return facts.isRegularFile() && settled && ProcessLock.isFree(file);
        } catch (IOException e) {
            return false;
        }
    }
}
