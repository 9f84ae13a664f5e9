package dev.framespan.activities.store;

import dev.framespan.activities.crash.CrashPoint;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.asset.Sha256;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in a directory, for any number of processes at once.
 *
 * <p>A record is a temporary file, forced to disk and linked to its name, which fails where the name exists; then the folder is
 * forced. An asset is a temporary file renamed to its hash. So no reader ever sees half a file under its final name.
 *
 * <p>No write can be interrupted: a thread whose flag is set, before or during it, writes to the end and keeps its flag. Bytes go
 * through {@code java.io}, which knows no interrupts, and whatever needs a channel is {@link Fsync}'s.
 */
public final class DirectoryStore implements Store {
    /** The format written by this version; a store of a higher one is refused. */
    public static final int FORMAT = 2;

    // Bytes from which on it is worth a thread.
    private static final long LARGE = 32L << 20;

    // Folders of a store in which no records lie; the simulator's is another program's.
    private static final Set<String> NO_RECORDS = Set.of("assets", "scratch", "owners", "simulator");
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryStore.class);

    private final Path root;
    private final String id;
    private final Fsync forcing;
    private final Clock clock;
    private final DurableFolders folders;
    private final AssetFiles assets;
    private volatile boolean alone;

    private DirectoryStore(Path root, String id, Fsync forcing, Clock clock) {
        this.root = root;
        this.id = id;
        this.forcing = forcing;
        this.clock = clock;
        this.folders = new DurableFolders(root, forcing);
        this.assets = new AssetFiles(root, folders);
    }

    /** Opens the store in a directory, which is made where there is none. */
    public static DirectoryStore open(Path directory) {
        return open(directory, Clock.systemUTC());
    }

    /** @param clock by which leases end, and what the dead have left is old */
    public static DirectoryStore open(Path directory, Clock clock) {
        return open(directory, Fsync.DISK, clock);
    }

    static DirectoryStore open(Path directory, Fsync forcing) {
        return open(directory, forcing, Clock.systemUTC());
    }

    private static DirectoryStore open(Path directory, Fsync forcing, Clock clock) {
        Path root = directory.toAbsolutePath().normalize();
        try {
            if (!Files.exists(root.resolve(StoreIdentity.FILE))) {
                new DurableFolders(root, forcing).makeRoot();
            }
            boolean made = new DirectoryStore(root, "", forcing, clock)
                    .create(StoreIdentity.FILE, StoreIdentity.fresh().bytes());
            if (made && Files.exists(root.resolve("ledger"))) {
                LOG.warn(
                        "{} was missing: the store keeps all that was bought, under a new identity",
                        root.resolve(StoreIdentity.FILE));
            }
            return new DirectoryStore(root, StoreIdentity.in(root).id(), forcing, clock);
        } catch (IOException e) {
            throw new StoreException(
                    root + ": no store can be made here (" + IoReason.of(e) + "); name another folder with --store", e);
        }
    }

    /** Opens a store that exists already. */
    public static Optional<DirectoryStore> openExisting(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        if (!Files.isRegularFile(root.resolve(StoreIdentity.FILE))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DirectoryStore(root, StoreIdentity.in(root).id(), Fsync.DISK, Clock.systemUTC()));
        } catch (IOException e) {
            throw new StoreException(root + ": this store cannot be read (" + IoReason.of(e) + ")", e);
        }
    }

    public Path root() {
        return root;
    }

    @Override
    public String place() {
        return root.toString();
    }

    @Override
    public Path local() {
        return root;
    }

    @Override
    public String machine() {
        return "";
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean refuseEarlierVersions() throws IOException {
        if (StoreIdentity.in(root).format() >= FORMAT) {
            return true;
        }
        if (alone) {
            raise();
            return true;
        }
        Optional<Leases.Lease> lease = takeAlone();
        if (lease.isEmpty()) {
            return false;
        }
        try {
            raise();
            return true;
        } finally {
            leases().giveBack(lease.get());
        }
    }

    private void raise() throws IOException {
        replace(StoreIdentity.FILE, StoreIdentity.in(root).raised().bytes());
    }

    @Override
    public Standing standing() throws IOException {
        return StoreIdentity.in(root).standing();
    }

    @Override
    public void stand(Standing next) throws IOException {
        become(id, next);
    }

    @Override
    public void become(String another, Standing next) throws IOException {
        if (!alone) {
            throw new IllegalStateException("another process may work on " + root);
        }
        replace(StoreIdentity.FILE, StoreIdentity.in(root).with(another, next).bytes());
    }

    @Override
    public boolean create(String key, byte[] content) throws IOException {
        Path target = resolve(key);
        boolean made = !Files.exists(target) && link(target, content);
        // Also where another process was faster: it may have been killed before it came to this, and its record is
        // relied on from here on.
        folders.force(target.getParent());
        return made;
    }

    private boolean link(Path target, byte[] content) throws IOException {
        folders.make(target.getParent());
        Path temporary = write(content);
        try {
            Files.createLink(target, temporary);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public void replace(String key, byte[] content) throws IOException {
        Path target = resolve(key);
        folders.make(target.getParent());
        Path temporary = write(content);
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        folders.force(target.getParent());
    }

    @Override
    public void update(String key, Change change) throws IOException {
        Path target = resolve(key);
        folders.make(target.getParent());
        try (FileMutex lock = RecordLock.of(target)) {
            Optional<byte[]> next = change.of(read(key));
            if (next.isPresent()) {
                replace(key, next.get());
            }
        }
    }

    @Override
    public void remove(String key) throws IOException {
        Path target = resolve(key);
        if (Files.deleteIfExists(target)) {
            folders.force(target.getParent());
        }
    }

    @Override
    public Optional<byte[]> read(String key) throws IOException {
        Path file = resolve(key);
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (Files.isDirectory(file)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public List<String> list(String folder) throws IOException {
        boolean all = folder.isEmpty();
        List<String> keys = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(all ? root : resolve(folder))) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!all) {
                    keys.add(folder + "/" + name);
                } else if (!NO_RECORDS.contains(name)) {
                    keys.add(name);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        Collections.sort(keys);
        return keys;
    }

    @Override
    public Asset keep(InputStream content, long cap, MediaType type) throws IOException {
        Path temporary = scratchFiles().file();
        MessageDigest digest = Sha256.digest();
        try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
            long total = new CappedInputStream(content, cap).transferTo(new DigestOutputStream(out, digest));
            forcing.written(out.getFD());
            CrashPoint.KEEPING.passing();
            return assets.place(temporary, new Asset(Sha256.hex(digest.digest()), total, type));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public Asset keep(Path file, MediaType type) throws IOException {
        try {
            String sha256 = hashedAndForced(file);
            CrashPoint.KEEPING.passing();
            return assets.place(file, new Asset(sha256, Files.size(file), type));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** A film takes the disk and a core a second each: beside each other. */
    private String hashedAndForced(Path file) throws IOException {
        if (Files.size(file) < LARGE) {
            forcing.file(file);
            return FileHash.of(file);
        }
        CompletableFuture<Void> forced = CompletableFuture.runAsync(
                () -> {
                    try {
                        forcing.file(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                force -> {
                    Thread disk = new Thread(force, "store-fsync");
                    disk.setDaemon(true);
                    disk.start();
                });
        try {
            return FileHash.of(file);
        } finally {
            join(forced);
        }
    }

    /** No interrupt ends the wait: the file may not be taken away from the thread that forces it. */
    private static void join(CompletableFuture<Void> forced) throws IOException {
        try {
            forced.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException unwritten) {
                throw unwritten.getCause();
            }
            throw e;
        }
    }

    @Override
    public boolean has(Asset asset) throws IOException {
        return assets.has(asset);
    }

    @Override
    public boolean isIntact(Asset asset) throws IOException {
        try {
            assets.intact(asset);
            return true;
        } catch (NoSuchFileException | DamagedAssetException e) {
            return false;
        }
    }

    @Override
    public Path file(Asset asset) throws IOException {
        return assets.intact(asset);
    }

    @Override
    public void copy(Asset asset, OutputStream out) throws IOException {
        assets.copy(asset, out);
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        assets.visit(visitor);
    }

    @Override
    public String hash(StoredAsset stored) throws IOException {
        return assets.hash(stored);
    }

    @Override
    public boolean discard(StoredAsset stored) throws IOException {
        return assets.discard(stored);
    }

    @Override
    public Optional<Path> find(String sha256, MediaType type) {
        try {
            return assets.find(sha256, type);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean hasRoom(long bytes) throws IOException {
        return Files.getFileStore(root).getUsableSpace() >= bytes;
    }

    @Override
    public Path scratch() throws IOException {
        return scratchFiles().folder();
    }

    @Override
    public Leases leases() throws IOException {
        LiveProcesses processes = processes();
        Leases leases = new RecordLeases(this, processes.self(), processes::isDead, clock);
        return new AloneLeases(leases, () -> false, () -> alone = false);
    }

    /** Whoever begins to write registers, and then looks for this lease; here it is taken, and then is looked who has registered. */
    @Override
    public synchronized Optional<Leases.Lease> takeAlone() throws IOException {
        if (alone) {
            return Optional.empty();
        }
        LiveProcesses processes = processes();
        Leases leases = leases();
        // A store that is not at work lets only this one write.
        alone = true;
        Optional<Leases.Lease> lease = Optional.empty();
        try {
            lease = leases.take(RecordLeases.ALONE, RecordLeases.ALONE_FOR);
            if (lease.isPresent() && processes.hasOthers()) {
                leases.giveBack(lease.get());
                lease = Optional.empty();
            }
            return lease;
        } finally {
            alone = lease.isPresent();
        }
    }

    /** This process among those that have begun to write. */
    private LiveProcesses processes() throws IOException {
        return ScratchFiles.of(root, this::isAnotherAlone, clock).processes();
    }

    private ScratchFiles scratchFiles() throws IOException {
        ScratchFiles scratch = ScratchFiles.of(root, this::isAnotherAlone, clock);
        if (!alone) {
            StoreIdentity.requireAtWork(root, id);
        }
        return scratch;
    }

    /** Whatever the clocks say: a process that was not heard of for hours may go on where it stood still. */
    private boolean isAnotherAlone(LiveProcesses processes) throws IOException {
        return RecordLeases.holder(this, RecordLeases.ALONE)
                .filter(holder -> !LiveProcesses.isHere(holder) && !processes.isDead(holder))
                .isPresent();
    }

    private Path resolve(String key) {
        return root.resolve(Records.needKey(key));
    }

    private Path write(byte[] content) throws IOException {
        Path temporary = scratchFiles().file();
        try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
            out.write(content);
            forcing.written(out.getFD());
            return temporary;
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }
}
