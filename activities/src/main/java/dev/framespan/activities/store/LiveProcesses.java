package dev.framespan.activities.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which processes are alive: each holds the operating system's lock on a file of its own, and the lock ends with its holder,
 * however that ends.
 */
public final class LiveProcesses implements AutoCloseable {
    private static final String SUFFIX = ".lock";
    private static final String UNNAMED = ".new";

    /** After the machine, in the name of one of its processes. */
    private static final char MACHINE_END = '.';

    // Between a file's making and its naming lie microseconds; a day later its maker is gone.
    private static final Duration NAMED_WITHIN = Duration.ofDays(1);

    // A process that opens and closes a file it holds a lock on loses the lock, so it never looks at its own.
    private static final Set<String> HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Clock clock;
    private final String machine;
    private final String self;
    private final ProcessLock lock;

    /**
     * Registers this process.
     *
     * @param folder of the locks, which is made where there is none
     */
    public LiveProcesses(Path folder) throws IOException {
        this(folder, "");
    }

    /**
     * Registers this process among those of its machine.
     *
     * @param machine as {@link Store#machine()}
     */
    public LiveProcesses(Path folder, String machine) throws IOException {
        this(folder, machine, Clock.systemUTC());
    }

    LiveProcesses(Path folder, Clock clock) throws IOException {
        this(folder, "", clock);
    }

    private LiveProcesses(Path folder, String machine, Clock clock) throws IOException {
        this.machine = machine.isEmpty() ? "" : machine + MACHINE_END;
        this.self = this.machine + UUID.randomUUID();
        this.folder = Files.createDirectories(folder);
        this.clock = clock;
        sweep();
        // Locked before it gets its name, so that no process ever finds it free while its holder lives.
        Path unnamed = folder.resolve(self + UNNAMED);
        lock = ProcessLock.exclusive(unnamed, StandardOpenOption.CREATE_NEW)
                .orElseThrow(() -> new IOException("a lock that no process holds is not given: " + unnamed));
        try {
            HERE.add(self);
            Files.move(unnamed, lockFile(self), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            close();
            Files.deleteIfExists(unnamed);
            throw e;
        }
    }

    /** The name under which others know this process. */
    public String self() {
        return self;
    }

    /** Whether others can still see that this process is alive: the folder may have been taken away. */
    boolean isSeen() {
        return Files.exists(lockFile(self));
    }

    /** Whether a name is one of this process's own. */
    static boolean isHere(String owner) {
        return HERE.contains(owner);
    }

    /** Whether another process is registered and has not ended. */
    boolean hasOthers() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String owner = name.substring(0, name.length() - SUFFIX.length());
                if (!isHere(owner) && !isDead(owner)) {
                    return true;
                }
            }
            return false;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Whether a process has ended for certain; of those of other machines that is not known. */
    public boolean isDead(String owner) {
        if (HERE.contains(owner) || !isOfThisMachine(owner)) {
            return false;
        }
        Path file = lockFile(owner);
        if (!Files.exists(file)) {
            // Its owner closed it, or it was swept away after its owner had died; unless somebody has cleared the
            // folder.
            return Files.exists(lockFile(self));
        }
        try {
            return ProcessLock.isFree(file);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isOfThisMachine(String owner) {
        int end = owner.indexOf(MACHINE_END) + 1;
        return owner.substring(0, end).equals(machine);
    }

    @Override
    public void close() throws IOException {
        HERE.remove(self);
        Files.deleteIfExists(lockFile(self));
        lock.close();
    }

    private Path lockFile(String owner) {
        return folder.resolve(owner + SUFFIX);
    }

    private void sweep() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                try {
                    if (isLeftBehind(file)) {
                        Files.deleteIfExists(file);
                    }
                } catch (NoSuchFileException e) {
                    // Its process got its name, or ended, at this moment.
                    continue;
                }
            }
        }
    }

    private boolean isLeftBehind(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(SUFFIX)) {
            return !HERE.contains(name.substring(0, name.length() - SUFFIX.length())) && ProcessLock.isFree(file);
        }
        return name.endsWith(UNNAMED)
                && Files.getLastModifiedTime(file)
                        .toInstant()
                        .isBefore(clock.instant().minus(NAMED_WITHIN));
    }
}
