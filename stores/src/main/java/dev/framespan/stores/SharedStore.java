package dev.framespan.stores;

import dev.framespan.activities.store.Leases;
import dev.framespan.activities.store.Standing;
import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.StoredAsset;
import dev.framespan.stores.postgresql.PostgresqlRecords;
import dev.framespan.stores.s3.S3Assets;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A store that machines share: its records and leases in one place, its assets in another. An asset is kept before the record that names it is
 * written, so a record never names what is not there.
 */
final class SharedStore implements Store {
    private final String place;
    private final Path local;
    private final String machine;
    private final PostgresqlRecords records;
    private final Supplier<S3Assets> opening;
    private S3Assets assets;

    /**
     * @param place how users name it
     * @param local this machine's folder for its locks
     * @param machine as {@link #machine()}
     * @param opening opens the assets, when they are asked for first: who only looks into the ledger needs no bucket
     */
    SharedStore(String place, Path local, String machine, PostgresqlRecords records, Supplier<S3Assets> opening) {
        this.place = place;
        this.local = local;
        this.machine = machine;
        this.records = records;
        this.opening = opening;
    }

    /** @throws dev.framespan.activities.store.StoreException where they cannot be opened */
    synchronized S3Assets assets() {
        if (assets == null) {
            assets = opening.get();
        }
        return assets;
    }

    /** Ends what this process has open of the records. */
    void close() {
        records.close();
    }

    @Override
    public String id() {
        return records.id();
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public Path local() {
        return local;
    }

    @Override
    public String machine() {
        return machine;
    }

    @Override
    public boolean refuseEarlierVersions() {
        // The schema's format has done so since it was migrated.
        return true;
    }

    @Override
    public Standing standing() throws IOException {
        return records.standing();
    }

    @Override
    public void stand(Standing next) throws IOException {
        records.become(records.id(), next);
    }

    @Override
    public void become(String id, Standing next) throws IOException {
        records.become(id, next);
    }

    @Override
    public Clock clock() {
        return records.clock();
    }

    @Override
    public boolean create(String key, byte[] content) throws IOException {
        return records.create(key, content);
    }

    @Override
    public void replace(String key, byte[] content) throws IOException {
        records.replace(key, content);
    }

    @Override
    public void update(String key, Change change) throws IOException {
        records.update(key, change);
    }

    @Override
    public void remove(String key) throws IOException {
        records.remove(key);
    }

    @Override
    public Optional<byte[]> read(String key) throws IOException {
        return records.read(key);
    }

    @Override
    public List<String> list(String folder) throws IOException {
        return records.list(folder);
    }

    @Override
    public Leases leases() {
        return records.leases();
    }

    @Override
    public Optional<Leases.Lease> takeAlone() throws IOException {
        return records.takeAlone();
    }

    @Override
    public Asset keep(InputStream content, long cap, MediaType type) throws IOException {
        records.begin();
        return assets().keep(content, cap, type);
    }

    @Override
    public Asset keep(Path file, MediaType type) throws IOException {
        records.begin();
        return assets().keep(file, type);
    }

    @Override
    public boolean has(Asset asset) throws IOException {
        return assets().has(asset);
    }

    @Override
    public boolean isIntact(Asset asset) throws IOException {
        return assets().isIntact(asset);
    }

    @Override
    public Path file(Asset asset) throws IOException {
        return assets().file(asset);
    }

    @Override
    public Optional<Path> find(String sha256, MediaType type) {
        return assets().find(sha256, type);
    }

    @Override
    public Optional<URI> link(Asset asset, Duration time) throws IOException {
        return assets().link(asset, time);
    }

    @Override
    public void copy(Asset asset, OutputStream out) throws IOException {
        assets().copy(asset, out);
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        assets().visit(visitor);
    }

    @Override
    public String hash(StoredAsset stored) throws IOException {
        return assets().hash(stored);
    }

    @Override
    public boolean discard(StoredAsset stored) throws IOException {
        return assets().discard(stored);
    }

    @Override
    public boolean hasRoom(long bytes) throws IOException {
        return assets().hasRoom(bytes);
    }

    @Override
    public Path scratch() throws IOException {
        records.begin();
        return assets().scratch();
    }
}
