package dev.framespan.activities.store;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.asset.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A store without a disk, for tests that open hundreds of them. Its records can be made to fail, before or after they are written. */
public final class MemoryStore implements Store {
    /** Called before and after each record is created, changed or taken away; throws what is to happen. */
    @FunctionalInterface
    public interface Fate {
        void befall(String key, boolean written) throws IOException;
    }

    private final Map<String, byte[]> records = new ConcurrentSkipListMap<>();
    private final Map<Asset, byte[]> assets = new java.util.concurrent.ConcurrentHashMap<>();
    private volatile boolean full;
    private volatile Fate fate = (key, written) -> {};

    /** As if the disk were full: only {@link #hasRoom} says so. */
    public void fill() {
        full = true;
    }

    public void fate(Fate next) {
        fate = next;
    }

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public String place() {
        return "memory";
    }

    @Override
    public String machine() {
        return "";
    }

    @Override
    public boolean refuseEarlierVersions() {
        return true;
    }

    @Override
    public Standing standing() {
        return Standing.AT_WORK;
    }

    @Override
    public void stand(Standing next) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void become(String id, Standing next) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public Path local() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Path> find(String sha256, MediaType type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean create(String key, byte[] content) throws IOException {
        fate.befall(Records.needKey(key), false);
        boolean first = records.putIfAbsent(key, content) == null;
        fate.befall(key, true);
        return first;
    }

    @Override
    public void replace(String key, byte[] content) throws IOException {
        fate.befall(Records.needKey(key), false);
        records.put(key, content);
        fate.befall(key, true);
    }

    @Override
    public synchronized void update(String key, Change change) throws IOException {
        Optional<byte[]> next = change.of(read(key));
        if (next.isPresent()) {
            replace(key, next.get());
        }
    }

    @Override
    public void remove(String key) throws IOException {
        fate.befall(Records.needKey(key), false);
        records.remove(key);
        fate.befall(key, true);
    }

    @Override
    public Optional<byte[]> read(String key) {
        return Optional.ofNullable(records.get(Records.needKey(key)));
    }

    @Override
    public List<String> list(String folder) {
        String start = folder.isEmpty() ? "" : Records.needKey(folder) + "/";
        return records.keySet().stream()
                .filter(key -> key.startsWith(start))
                .map(key -> start + key.substring(start.length()).split("/", 2)[0])
                .distinct()
                .toList();
    }

    @Override
    public Asset keep(InputStream content, long cap, MediaType type) throws IOException {
        byte[] bytes = content.readAllBytes();
        if (bytes.length > cap) {
            throw new TooLargeException(cap);
        }
        Asset asset = new Asset(Sha256.of(bytes), bytes.length, type);
        assets.put(asset, bytes);
        return asset;
    }

    @Override
    public Asset keep(Path file, MediaType type) throws IOException {
        try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(file))) {
            return keep(in, Long.MAX_VALUE, type);
        } finally {
            Files.delete(file);
        }
    }

    /** As if the file had been deleted. */
    public void forget(Asset asset) {
        assets.remove(asset);
    }

    @Override
    public boolean has(Asset asset) {
        return assets.containsKey(asset);
    }

    @Override
    public boolean isIntact(Asset asset) {
        return has(asset);
    }

    @Override
    public Path file(Asset asset) throws IOException {
        throw new NoSuchFileException(asset.fileName());
    }

    @Override
    public void copy(Asset asset, OutputStream out) throws IOException {
        if (!has(asset)) {
            throw new NoSuchFileException(asset.fileName());
        }
        out.write(assets.get(asset));
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        for (Asset asset : assets.keySet().stream()
                .sorted(Comparator.comparing(Asset::sha256))
                .toList()) {
            visitor.see(new StoredAsset(asset.sha256(), asset.type(), asset.bytes(), Instant.EPOCH, false));
        }
    }

    @Override
    public String hash(StoredAsset stored) {
        return stored.sha256();
    }

    @Override
    public boolean discard(StoredAsset stored) {
        return assets.keySet().removeIf(asset -> asset.sha256().equals(stored.sha256()));
    }

    @Override
    public Leases leases() {
        return new RecordLeases(this, "memory", holder -> false, Clock.systemUTC());
    }

    @Override
    public Optional<Leases.Lease> takeAlone() throws IOException {
        return leases().take("alone", Duration.ofHours(1));
    }

    @Override
    public boolean hasRoom(long bytes) {
        return !full;
    }

    @Override
    public Path scratch() {
        throw new UnsupportedOperationException("no disk");
    }
}
