package dev.framespan.activities.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Files in the making, {@code scratch/<process>/}: a folder for each process that works on the store, its own as long as it lives.
 * What a killed one leaves there, gigabytes at worst, the next to come takes away.
 */
public final class ScratchFiles {
    private static final Pattern PROCESS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    // Former versions laid their files side by side and said nothing about who made them.
    private static final Duration OLD = Duration.ofDays(1);

    // As long as for a record that another process is changing.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long PAUSE_MILLIS = 50;

    private static final Map<Path, ScratchFiles> HERE = new HashMap<>();

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(ScratchFiles::leaveAll, "scratch"));
        } catch (IllegalStateException e) {
            // This process is ending already; the next one sweeps.
            HERE.clear();
        }
    }

    private final Hindrance hindrance;
    private final Clock clock;
    private final Path all;
    private final LiveProcesses processes;
    private final Path own;

    private ScratchFiles(Path root, Hindrance hindrance, Clock clock) throws IOException {
        this.hindrance = hindrance;
        this.clock = clock;
        this.all = root.resolve("scratch");
        this.processes = new LiveProcesses(root.resolve("owners"), clock);
        this.own = all.resolve(processes.self());
        try {
            waitWhileAnotherIsAlone();
        } catch (IOException e) {
            processes.close();
            throw e;
        }
        if (Files.isDirectory(all, LinkOption.NOFOLLOW_LINKS)) {
            sweep();
        }
    }

    /** What keeps a process that has registered from beginning to write. */
    @FunctionalInterface
    interface Hindrance {
        boolean isThere(LiveProcesses processes) throws IOException;
    }

    /**
     * This process as one that works in a folder. When it is asked for first the process is registered, and the dead are swept.
     *
     * @param clock by which what the dead have left is old
     */
    public static ScratchFiles of(Path root, Clock clock) throws IOException {
        return of(root, processes -> false, clock);
    }

    /** @param hindrance is waited for, for some seconds */
    static synchronized ScratchFiles of(Path root, Hindrance hindrance, Clock clock) throws IOException {
        ScratchFiles scratch = HERE.get(root);
        if (scratch == null || !scratch.processes.isSeen()) {
            scratch = new ScratchFiles(root, hindrance, clock);
            HERE.put(root, scratch);
        }
        return scratch;
    }

    /** This process's folder, which is made where it is missing. */
    public Path folder() throws IOException {
        return Files.createDirectories(own);
    }

    /** A new file in it. */
    public Path file() throws IOException {
        try {
            return Files.createFile(folder().resolve(UUID.randomUUID() + ".part"));
        } catch (NoSuchFileException e) {
            // The end of this process has just taken its empty folder away, and what is written now may be what was
            // paid for.
            return Files.createFile(folder().resolve(UUID.randomUUID() + ".part"));
        }
    }

    LiveProcesses processes() {
        return processes;
    }

    /** No interrupt ends the wait: it is a part of the first write. */
    private void waitWhileAnotherIsAlone() throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        boolean interrupted = false;
        try {
            while (hindrance.isThere(processes)) {
                if (System.nanoTime() > until) {
                    throw Records.BusyException.whileAnotherIsAlone();
                }
                try {
                    Thread.sleep(PAUSE_MILLIS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * An empty folder goes with its process. One that is not is still written to by a thread that the end of the process has
     * overtaken, and keeps its owner's lock.
     */
    private static synchronized void leaveAll() {
        for (ScratchFiles scratch : HERE.values()) {
            try {
                Files.deleteIfExists(scratch.own);
                scratch.processes.close();
            } catch (IOException | RuntimeException | LinkageError e) {
                // Swept by the next one to come.
                continue;
            }
        }
        HERE.clear();
    }

    private void sweep() throws IOException {
        Instant old = clock.instant().minus(OLD);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(all)) {
            for (Path entry : entries) {
                try {
                    BasicFileAttributes facts =
                            Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                    if (facts.isDirectory()) {
                        sweepFolder(entry);
                    } else if (facts.lastModifiedTime().toInstant().isBefore(old)) {
                        Files.deleteIfExists(entry);
                    }
                } catch (IOException e) {
                    // Another process sweeps it at the same time, or it cannot be taken away: that keeps no process
                    // from
                    // working.
                    continue;
                }
            }
        }
    }

    private void sweepFolder(Path folder) throws IOException {
        String process = folder.getFileName().toString();
        if (PROCESS.matcher(process).matches() && processes.isDead(process)) {
            Files.walkFileTree(folder, new Removal());
        }
    }

    /** Takes a folder away with all that is in it. Links are taken away and not followed. */
    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
